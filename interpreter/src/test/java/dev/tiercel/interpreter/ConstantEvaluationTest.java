package dev.tiercel.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Builtin;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.pass.PassPipeline;
import dev.tiercel.runtime.Fixture;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations on constants: computed as running code computes them, or left alone. */
final class ConstantEvaluationTest {
    private final ConstantEvaluation evaluation = new ConstantEvaluation();

    /** Evaluates the last instruction, whose operands are the constants before it. */
    private Optional<Opcode.Constant> evaluate(String instructions) {
        Program program =
                IrRun.program(
                        "b0:\n"
                                + instructions.replace(";", "\n")
                                + "\n%99:N = constant null\nreturn %99");
        List<Instruction> block = program.main().blocks().getFirst().instructions();
        Map<Integer, @Nullable Object> constants = new HashMap<>();
        for (Instruction instruction : block.subList(0, block.size() - 2)) {
            constants.put(instruction.result(), ((Opcode.Constant) instruction.opcode()).value());
        }
        Instruction last = block.get(block.size() - 2);
        @Nullable Object[] operands = new @Nullable Object[last.operandCount()];
        for (int i = 0; i < operands.length; i++) {
            operands[i] = constants.get(last.operand(i));
        }
        return evaluation.evaluate(last.opcode(), Arrays.asList(operands));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    %0:I = constant 7; %1:I = constant 2; %9:I = add %0, %1 | 9
                    %0:S = constant "42"; %1:I = constant 10; %9:IDS = add %0, %1 | 52
                    %0:I = constant 2; %1:I = constant -1; %9:ID = power %0, %1 | 0.5
                    %0:I = constant 1; %1:A = constant [3, 1]; %9:B = in %0, %1 | true
                    %0:I = constant 5; %9:I = negate %0 | -5
                    %0:I = constant 0; %9:B = not %0 | true
                    %0:D = constant 60.0; %9:S = text %0 | 60
                    %0:I = constant 1; %1:D = constant 2.0; %9:S = concatenate %0, %1 | 12
                    %0:I = constant 1; %1:N = constant null; %9:A = makeArray %0, %1 | [1, null]
                    %0:O = constant {"k": [2]}; %9:O = makeObject ["a"] %0 | {a={k=[2]}}
                    %0:O = constant {"a": 1}; %9:any = getMember "a" %0 | 1
                    %0:O = constant {"a": 1}; %9:any? = getOwnMember "b" %0 | ABSENT
                    %0:S = constant "hé"; %9:NS = callBuiltin upper %0 | HÉ
                    %0:I = constant 1; %9:D = callMath sum %0 | 1.0
                    %0:S = constant "7"; %9:I = convertInteger "n" 0 10 %0 | 7
                    %0:S = constant "true"; %9:B = convertBoolean "n" %0 | true
                    %0:O = constant {"a": 1}; %9:A = iterationArray %0 | [{key=a, value=1}]
                    %0:A = constant [5, 6]; %9:I = arrayLength %0 | 2
                    %0:A = constant [5, 6]; %1:I = constant 1; %9:any = arrayElement %0, %1 | 6
                    %0:I = constant 5; %1:I = constant 1; %9:I = defaultStep %0, %1 | -1
                    %0:I = constant 1; %1:I = constant 6; %2:I = constant 2; %9:I = rangeLength %0, %1, %2 | 3
                    %0:I = constant 41; %9:I = increment %0 | 42
                    """)
    void constantsAreComputed(String instructions, String expected) {
        assertThat(evaluate(instructions))
                .map(constant -> String.valueOf(constant.value()))
                .contains(expected);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "%0:I = constant 9223372036854775807; %9:I = add %0, %0",
                "%0:I = constant 0; %9:D = divide %0, %0",
                "%0:N = constant null; %1:I = constant 1; %9:IDSA = add %0, %1",
                "%0:S = constant \"x\"; %1:I = constant 100000; %9:NS = callBuiltin repeat %0, %1",
                "%0:S = constant \"aGk=\"; %9:NY = callBuiltin to_bytes %0",
                "%0:A = constant [2, 1]; %9:NA = callBuiltin sort %0",
                "%0:I = constant 5; %9:A = callBuiltin range_to %0",
                "%0:S = constant \"HOME\"; %9:NS = callBuiltin env %0",
                "%9:S = callBuiltin now",
                "%9:S = callBuiltin uuid",
                "%0:I = constant 1; %9:D = callMath random_int %0, %0",
                "%9:any = loadRoot body",
                "%9:I = loadMaxIterations",
                "%0:S = constant \"m\"; %9:O = makeError %0, %0, %0, %0",
                "%0:A = constant [1]; %1:I = constant 5; %9:any = arrayElement %0, %1",
                "%0:S = constant \"m\"; %9:N = log info %0",
                "%9:N = checkpoint",
            })
    void whatRaisesTakesFuelOrDependsOnTheServerIsLeft(String instructions) {
        assertThat(evaluate(instructions)).isEmpty();
    }

    @Test
    void errorThatConstantsWouldRaiseIsRaisedWhereItStands() {
        Program program =
                IrRun.program(
                        """
                        b0:
                        %0:I = constant 1
                        %1:I = constant 0
                        %2:I = add %0, %1 @1
                        %3:D = divide %2, %1 @2
                        return %3
                        """);
        Program optimised = new PassPipeline(evaluation, 256).run(program).program();

        IrRun run = IrRun.of(Fixture.create(), optimised);

        assertThat(run.codeAndLine()).isEqualTo("DIVISION_BY_ZERO 12");
        assertThat(optimised.main().size()).isLessThan(program.main().size());
    }

    @ParameterizedTest
    @CsvSource({
        "SQRT, -1, ARITHMETIC",
        "LENGTH, 5, TYPE_ERROR",
        "RANDOM_STRING, -1, INVALID_ARGUMENT",
        "SQRT, 4, ''",
        "RANGE_TO, 1000000000, ''",
        "ENV, 5, ''"
    })
    void namesTheErrorOfEveryRequest(Builtin function, long argument, String code) {
        assertThat(
                        evaluation
                                .failure(new Opcode.CallBuiltin(function), List.of(argument))
                                .orElse(""))
                .isEqualTo(code);
    }

    @ParameterizedTest
    @EnumSource
    void asksNothingOfARequestToFindErrors(Builtin function) {
        int count = function.minArguments();
        for (Object argument : List.of(5L, "x", true, List.of(), new LinkedHashMap<>())) {
            if (function.predicateIndex() < 0) {
                assertThat(
                                evaluation.failure(
                                        new Opcode.CallBuiltin(function),
                                        Collections.nCopies(count, argument)))
                        .isNotEqualTo(Optional.of("LIMIT_FUEL"));
            }
        }
    }
}
