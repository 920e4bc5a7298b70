package dev.tiercel.interpreter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.Root;
import dev.tiercel.runtime.ArrayValue;
import dev.tiercel.runtime.BudgetLimits;
import dev.tiercel.runtime.Fixture;
import dev.tiercel.runtime.ObjectValue;
import dev.tiercel.runtime.TextForm;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every opcode in register code: what it gives, and what the nearest failure is. */
final class OpcodeTest {
    /** Returns the JSON form of what instructions give; the last one is %9. */
    private static @Nullable String json(IrRun run) {
        return run.error().isEmpty() ? TextForm.json(Fixture.context(), run.value()) : run.error();
    }

    private static IrRun runBlock(String instructions) {
        return IrRun.of("b0:\n" + instructions.replace(";", "\n") + "\nreturn %9");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    %9:N = constant null | null
                    %9:B = constant true | true
                    %9:I = constant -9223372036854775808 | -9223372036854775808
                    %9:D = constant 1.5E-7 | 1.5e-7
                    %9:S = constant "é" | "é"
                    %9:A = constant [1, {"a": null}] | [1,{"a":null}]
                    %9:O = constant {"b": 1, "a": [true]} | {"b":1,"a":[true]}
                    %0:I = constant 7; %1:I = constant 2; %9:I = add %0, %1 | 9
                    %0:I = constant 7; %1:I = constant 2; %9:I = subtract %0, %1 | 5
                    %0:I = constant 7; %1:I = constant 2; %9:I = multiply %0, %1 | 14
                    %0:I = constant 7; %1:I = constant 2; %9:D = divide %0, %1 | 3.5
                    %0:I = constant -7; %1:I = constant 2; %9:I = remainder %0, %1 | -1
                    %0:I = constant 2; %1:I = constant 8; %9:ID = power %0, %1 | 256
                    %0:I = constant 2; %1:I = constant -1; %9:ID = power %0, %1 | 0.5
                    %0:I = constant 7; %1:D = constant 0.5; %9:D = add %0, %1 | 7.5
                    %0:D = constant 7.0; %1:I = constant 2; %9:D = subtract %0, %1 | 5.0
                    %0:D = constant 1.5; %1:D = constant 2.0; %9:D = add %0, %1 | 3.5
                    %0:D = constant 1.5; %1:D = constant 2.0; %9:D = subtract %0, %1 | -0.5
                    %0:D = constant 1.5; %1:D = constant 2.0; %9:D = multiply %0, %1 | 3.0
                    %0:D = constant 7.5; %1:D = constant 2.0; %9:D = divide %0, %1 | 3.75
                    %0:D = constant 7.5; %1:I = constant 2; %9:D = remainder %0, %1 | 1.5
                    %0:D = constant 2.0; %1:D = constant 0.5; %9:D = power %0, %1 | 1.4142135623730951
                    %0:S = constant "42"; %1:I = constant 10; %9:IDS = add %0, %1 | 52
                    %0:A = constant [4, 3]; %1:any = getMember "0" %0; %2:any = getMember "1" %0; %9:ID = subtract %1, %2 | 1
                    %0:A = constant [4, 3]; %1:any = getMember "0" %0; %2:any = getMember "1" %0; %9:ID = multiply %1, %2 | 12
                    %0:A = constant [4, 8]; %1:any = getMember "0" %0; %2:any = getMember "1" %0; %9:D = divide %1, %2 | 0.5
                    %0:A = constant [4, 3]; %1:any = getMember "0" %0; %2:any = getMember "1" %0; %9:ID = remainder %1, %2 | 1
                    %0:A = constant [4, 3]; %1:any = getMember "0" %0; %2:any = getMember "1" %0; %9:ID = power %1, %2 | 64
                    %0:I = constant 1; %1:I = constant 2; %9:B = less %0, %1 | true
                    %0:I = constant 2; %1:I = constant 2; %9:B = less %0, %1 | false
                    %0:I = constant 2; %1:I = constant 2; %9:B = lessOrEqual %0, %1 | true
                    %0:I = constant 2; %1:I = constant 2; %9:B = greater %0, %1 | false
                    %0:I = constant 2; %1:I = constant 2; %9:B = greaterOrEqual %0, %1 | true
                    %0:I = constant 2; %1:I = constant 2; %9:B = equal %0, %1 | true
                    %0:I = constant 2; %1:I = constant 2; %9:B = notEqual %0, %1 | false
                    %0:I = constant 2; %1:I = constant 2; %9:B = strictEqual %0, %1 | true
                    %0:I = constant 2; %1:I = constant 3; %9:B = strictNotEqual %0, %1 | true
                    %0:I = constant 9007199254740993; %1:D = constant 9007199254740992.0; %9:B = equal %0, %1 | false
                    %0:I = constant 9007199254740993; %1:D = constant 9007199254740992.0; %9:B = greater %0, %1 | true
                    %0:D = constant 9007199254740992.0; %1:I = constant 9007199254740993; %9:B = less %0, %1 | true
                    %0:D = constant 1.0; %1:D = constant 1.5; %9:B = less %0, %1 | true
                    %0:D = constant 1.0; %1:D = constant 1.5; %9:B = greaterOrEqual %0, %1 | false
                    %0:S = constant "10"; %1:S = constant "9"; %9:B = less %0, %1 | true
                    %0:I = constant 1; %1:S = constant "1"; %9:B = equal %0, %1 | true
                    %0:I = constant 1; %1:S = constant "1"; %9:B = strictEqual %0, %1 | false
                    %0:I = constant 1; %1:A = constant [3, 1]; %9:B = in %0, %1 | true
                    %0:I = constant 1; %1:A = constant [3, 1]; %9:B = notIn %0, %1 | false
                    %0:I = constant 5; %9:I = negate %0 | -5
                    %0:D = constant 5.5; %9:D = negate %0 | -5.5
                    %0:S = constant "5"; %9:ID = negate %0 | -5
                    %0:B = constant true; %9:B = not %0 | false
                    %0:I = constant 0; %9:B = not %0 | true
                    %0:S = constant "0"; %9:B = truth %0 | true
                    %0:B = constant false; %9:B = truth %0 | false
                    %0:D = constant 0.0; %9:B = truth %0 | false
                    %0:N = constant null; %9:B = isNull %0 | true
                    %0:I = constant 1; %9:B = isNull %0 | false
                    %0:? = constant absent; %9:B = isPresent %0 | false
                    %0:N = constant null; %9:B = isPresent %0 | true
                    %0:D = constant 60.0; %9:S = text %0 | "60"
                    %0:S = constant "X-A"; %9:S = headerKey %0 | "x-a"
                    %0:I = constant 1; %1:D = constant 2.0; %9:S = concatenate %0, %1 | "12"
                    %0:I = constant 1; %1:N = constant null; %9:A = makeArray %0, %1 | [1,null]
                    %9:A = makeArray | []
                    %0:I = constant 1; %1:B = constant true; %9:O = makeObject ["a", "b"] %0, %1 | {"a":1,"b":true}
                    %0:S = constant "a"; %1:I = constant 1; %9:O = makeObjectWithKeys %0, %1, %0, %0 | {"a":"a"}
                    %0:O = constant {"a": 1}; %9:any = getMember "a" %0 | 1
                    %0:O = constant {"a": 1}; %9:any = getMember "b" %0 | null
                    %0:O = constant {"a": 1}; %9:any = getMember "a" slot 0 %0 | 1
                    %0:O = constant {"x": 0, "a": 1}; %9:any = getMember "a" slot 0 %0 | 1
                    %0:A = constant [5, 6]; %9:any = getMember "length" %0 | 2
                    %0:O = constant {"a": 1}; %1:any? = getOwnMember "b" %0; %2:S = constant "no"; %9:any = firstPresent %1, %2 | "no"
                    %0:O = constant {"a": 1}; %1:any? = getOwnMember "a" %0; %2:S = constant "no"; %9:any = firstPresent %1, %2 | 1
                    %0:A = constant [5, 6]; %1:I = constant -1; %9:any = getElement %0, %1 | 6
                    %0:A = constant [5, 6]; %1:I = constant 2; %9:any = getElement %0, %1 | null
                    %0:O = constant {"a": 1}; %1:S = constant "a"; %9:any = getElement %0, %1 | 1
                    %0:S = constant "hé"; %9:NS = callBuiltin upper %0 | "HÉ"
                    %0:I = constant 1; %1:S = constant "2"; %9:D = callMath sum %0, %1 | 3.0
                    %0:S = constant "7"; %9:I = convertInteger "n" 0 10 %0 | 7
                    %0:S = constant "7.5"; %9:ID = convertNumber "n" 0.0 %0 | 7.5
                    %0:S = constant "true"; %9:B = convertBoolean "n" %0 | true
                    %0:I = constant 7; %9:S = convertKey "n" %0 | "7"
                    %0:S = constant "7"; %9:D = convertDouble %0 | 7.0
                    %0:O = constant {"a": 1}; %9:A = iterationArray %0 | [{"key":"a","value":1}]
                    %0:N = constant null; %9:A = iterationArray %0 | []
                    %0:A = constant [5, 6]; %9:I = arrayLength %0 | 2
                    %0:A = constant [5, 6]; %1:I = constant 1; %9:any = arrayElement %0, %1 | 6
                    %0:I = constant 5; %1:I = constant 1; %9:I = defaultStep %0, %1 | -1
                    %0:I = constant 1; %1:I = constant 6; %2:I = constant 2; %9:I = rangeLength %0, %1, %2 | 3
                    %0:I = constant 1; %1:I = constant 2; %2:I = constant 3; %9:I = rangeElement %0, %1, %2 | 7
                    %0:I = constant 41; %9:I = increment %0 | 42
                    %9:I = loadMaxIterations | 10000
                    %0:I = constant 9; %1:I = constant 10; %9:N = checkIterations while %0, %1 | null
                    %0:N = enterCall; %9:I = loadDepth | 1
                    %0:N = enterCall; %1:N = leaveCall; %9:I = loadDepth | 0
                    %0:I = constant 5; %1:N = storeDepth %0; %9:I = loadDepth | 5
                    %0:S = constant "m"; %1:N = constant null; %2:O = makeError %0, %1, %1, %1; %9:any = getMember "code" %2 | "UNKNOWN_ERROR"
                    %0:S = constant "m"; %1:N = constant null; %2:O = makeError %0, %1, %1, %1; %9:B = errorMatches ["UNKNOWN_*"] %2 | true
                    %0:S = constant "m"; %1:N = constant null; %2:O = makeError %0, %1, %1, %1; %9:B = errorMatches ["X"] %2 | false
                    %0:O = constant {"x-a": 1}; %9:O = checkHeaders %0 | {"x-a":"1"}
                    """)
    void opcodeGives(String instructions, String expected) {
        assertThat(json(runBlock(instructions))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    %0:I = constant 9223372036854775807; %9:I = add %0, %0 @2 | ARITHMETIC_OVERFLOW 12
                    %0:I = constant -9223372036854775808; %1:I = constant 1; %9:I = subtract %0, %1 @2 | ARITHMETIC_OVERFLOW 12
                    %0:I = constant 9223372036854775807; %9:I = multiply %0, %0 @2 | ARITHMETIC_OVERFLOW 12
                    %0:I = constant 1; %1:I = constant 0; %9:D = divide %0, %1 @2 | DIVISION_BY_ZERO 12
                    %0:I = constant 1; %1:I = constant 0; %9:I = remainder %0, %1 @2 | DIVISION_BY_ZERO 12
                    %0:D = constant 1.7E308; %9:D = add %0, %0 @2 | ARITHMETIC 12
                    %0:D = constant 1.7E308; %9:D = multiply %0, %0 @2 | ARITHMETIC 12
                    %0:D = constant 1.7E308; %1:D = constant -1.7E308; %9:D = subtract %0, %1 @2 | ARITHMETIC 12
                    %0:I = constant 2; %1:I = constant 64; %9:ID = power %0, %1 @2 | ARITHMETIC_OVERFLOW 12
                    %0:I = constant -9223372036854775808; %9:I = negate %0 @2 | ARITHMETIC_OVERFLOW 12
                    %0:N = constant null; %1:I = constant 1; %9:IDSA = add %0, %1 @2 | TYPE_ERROR 12
                    %0:N = constant null; %1:I = constant 1; %9:ID = remainder %0, %1 @2 | TYPE_ERROR 12
                    %0:N = constant null; %1:I = constant 1; %9:B = less %0, %1 @2 | TYPE_ERROR 12
                    %0:I = constant 1; %9:B = in %0, %0 @2 | TYPE_ERROR 12
                    %0:A = constant []; %9:NS = callBuiltin upper %0 @3 | TYPE_ERROR 13
                    %0:S = constant "x"; %9:D = callMath sqrt %0 @3 | TYPE_ERROR 13
                    %0:I = constant 11; %9:I = convertInteger "n" 0 10 %0 @3 | INVALID_ARGUMENT 13
                    %0:I = constant -1; %9:ID = convertNumber "n" 0.0 %0 @3 | INVALID_ARGUMENT 13
                    %0:S = constant "yes"; %9:B = convertBoolean "n" %0 @3 | TYPE_ERROR 13
                    %0:N = constant null; %9:S = convertKey "n" %0 @3 | INVALID_ARGUMENT 13
                    %0:S = constant "x"; %9:D = convertDouble %0 @3 | TYPE_ERROR 13
                    %0:I = constant 5; %9:A = iterationArray %0 @4 | TYPE_ERROR 14
                    %0:I = constant 0; %9:I = rangeLength %0, %0, %0 @4 | INVALID_ARGUMENT 14
                    %0:I = constant 10; %9:N = checkIterations until %0, %0 @4 | LIMIT_ITERATIONS 14
                    %0:S = constant "m"; %1:I = constant 9; %2:N = constant null; %9:O = makeError %0, %2, %1, %2 @5 | INVALID_ARGUMENT 15
                    %0:O = constant {"a b": 1}; %9:O = checkHeaders %0 @5 | INVALID_ARGUMENT 15
                    %0:I = constant -1; %9:N = sleep %0 @5 | INVALID_ARGUMENT 15
                    """)
    void opcodeRaisesWhereItStands(String instructions, String expected) {
        assertThat(runBlock(instructions).codeAndLine()).isEqualTo(expected);
    }

    @Test
    void rootsMembersAndRequestFieldsComeFromTheRequest() {
        Fixture fixture = Fixture.create();
        fixture.request.body(Fixture.value("{\"id\":\"of body\"}"));
        fixture.request.parameter("id", "of path").parameter("p", "of path").query("q", "1");
        fixture.request.root(Root.QUERY, Fixture.value("{\"q\":\"1\"}"));

        IrRun run =
                IrRun.of(
                        fixture,
                        IrRun.program(
                                """
                                b0:
                                %0:any = loadRoot body
                                %1:any = loadRequestField "id" slot 0
                                %2:any = loadRequestField "p"
                                %3:any = loadRequestField "none"
                                %4:NSA = loadRootMember query "q"
                                %5:NO = loadRoot env
                                %6:A = makeArray %0, %1, %2, %3, %4, %5
                                return %6
                                """));

        assertThat(json(run))
                .isEqualTo(
                        "[{\"id\":\"of body\"},\"of body\",\"of path\",null,\"1\","
                                + "{\"REGION\":\"eu\"}]");
    }

    @Test
    void effectsKnowTheirLineAndHappenInOrder() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:S = constant "one"
                        %1:N = log warn %0 @1
                        %2:I = constant 25
                        %3:N = sleep %2 @2
                        %4:N = log info %0 @3
                        %5:I = constant 2
                        %6:I = constant 100
                        %7:B = waitBeforeRetry none %5, %6, %5, %6 @4
                        return %7
                        """);

        assertThat(run.effects())
                .containsExactly("WARN 11 one", "sleep PT0.025S", "INFO 13 one", "sleep PT0.1S");
        assertThat(run.value()).isEqualTo(true);
    }

    @Test
    void retryThatDoesNotFitIntoTheDeadlineIsNotWaitedFor() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %5:I = constant 1
                        %6:I = constant 30001
                        %7:B = waitBeforeRetry none %5, %6, %5, %6
                        return %7
                        """);

        assertThat(run.effects()).isEmpty();
        assertThat(run.value()).isEqualTo(false);
    }

    @Test
    void responseIsWrittenFromValues() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:O = constant {"a": 60.0}
                        %1:I = constant 201
                        %2:N = constant null
                        %3:N = respond %0, %1, %2, %2
                        return %0
                        """);

        assertThat(run.response()).isEqualTo("{\"a\":60.0}");
    }

    @Test
    void responseTemplateTakesHolesOfEveryRepresentation() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:I = constant 7
                        %1:D = constant 60.0
                        %2:B = constant true
                        %3:S = constant "\\"é"
                        %6:A = constant [8]
                        %4:any = getMember "0" %6
                        %5:N = respondTemplate 200 ["[", ",", ",", ",", ",", "]"] %0, %1, %2, %3, %4
                        return %5
                        """);

        assertThat(run.response()).isEqualTo("[7,60.0,true,\"\\\"é\",8]");
    }

    @Test
    void routineIsCalledWithBoxedAndAbsentArgumentsAndItsResultIsUnboxed() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:I = constant 20
                        %1:D = constant 0.5
                        %2:B = constant true
                        %3:? = constant absent
                        %4:I = callRoutine r1 %0, %1, %2, %3
                        %5:I = add %4, %0
                        return %5
                        """,
                        """
                        b0(%0:I, %1:D, %2:B, %3:any?):
                        %4:B = isPresent %3
                        branch %4 b1 b2
                        b1:
                        %5:I = constant -1
                        return %5
                        b2:
                        branch %2 b3 b1
                        b3:
                        %6:I = increment %0
                        return %6
                        """);

        assertThat(run.value()).isEqualTo(41L);
    }

    @Test
    void predicateSeesElementIndexAndCaptures() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:A = constant [5, 1, 7]
                        %1:I = constant 100
                        %2:A = callWithPredicate map r1 arguments 1 %0, %1
                        return %2
                        """,
                        """
                        b0(%0:any, %1:I, %2:I):
                        %3:IDSA = add %0, %1
                        %4:IDSA = add %3, %2
                        return %4
                        """);

        assertThat(run.value()).isEqualTo(Fixture.array("[105,102,109]"));
        assertThat(run.fuel()).isEqualTo(3);
    }

    @Test
    void predicateStandsBetweenOtherArguments() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:A = constant [{"n": 1}, {"n": 3}, {"n": 2}]
                        %1:S = constant "desc"
                        %2:A = callWithPredicate sort_by r1 arguments 2 %0, %1
                        return %2
                        """,
                        """
                        b0(%0:any, %1:I):
                        %2:any = getMember "n" %0
                        return %2
                        """);

        assertThat(json(run)).isEqualTo("[{\"n\":3},{\"n\":2},{\"n\":1}]");
    }

    @Test
    void errorInAPredicateHasThePositionOfThePredicateItself() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:A = constant [1, null]
                        %2:A = callWithPredicate map r1 arguments 1 %0 @1
                        return %2
                        """,
                        """
                        b0(%0:any, %1:I):
                        %2:IDSA = add %0, %1 @3
                        return %2
                        """);

        assertThat(run.codeAndLine()).isEqualTo("TYPE_ERROR 13");
    }

    @Test
    void tasksRunAsRoutinesWithTheirCaptures() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:I = constant 0
                        %1:B = constant false
                        %2:I = constant 5
                        %3:A = runTasks throw merged 1 concurrent tasks 2 r1 captures 1 r2 captures 0 %0, %1, %2
                        %4:any = taskOutcome 0 %3
                        %5:any? = taskOutcome 2 %3
                        %6:S = constant "none"
                        %7:any = firstPresent %5, %6
                        %8:A = makeArray %4, %7
                        return %8
                        """,
                        """
                        b0(%0:I):
                        %1:I = increment %0
                        %2:N = charge 3 @2
                        %3:I = constant 0
                        %4:A = taskResult %1, %3, %0
                        return %4
                        """,
                        """
                        b0:
                        %0:? = constant absent
                        %1:S = constant "two"
                        %2:I = constant 0
                        %3:A = taskResult %1, %2, %0
                        return %3
                        """);

        assertThat(json(run)).isEqualTo("[[6,\"two\"],5]");
        assertThat(run.fuel()).isEqualTo(3);
    }

    @Test
    void failedTaskIsReportedWhereItFailedAndTheOperationWhereItStands() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:I = constant 0
                        %1:B = constant false
                        %2:A = constant [1, null, 3]
                        %3:I = arrayLength %2
                        %4:A = runTaskForEach r1 throw merged 0 inline %0, %1, %2, %3 @4
                        %5:any = taskOutcome 0 %4
                        return %5
                        """,
                        """
                        b0(%0:any, %1:I, %2:I):
                        %3:IDSA = add %0, %2 @2
                        %4:A = taskResult %3
                        return %4
                        """);

        assertThat(run.codeAndLine()).isEqualTo("PARALLEL_FAILED 14");
        assertThat(run.fuel()).isEqualTo(3);
    }

    @Test
    void objectsOfOneInstructionShareTheirShape() {
        IrRun run =
                IrRun.of(
                        """
                        b0:
                        %0:A = constant [1, 2]
                        %1:A = callWithPredicate map r1 arguments 1 %0
                        return %1
                        """,
                        """
                        b0(%0:any, %1:I):
                        %2:O = makeObject ["a"] %0
                        return %2
                        """);

        ArrayValue objects = (ArrayValue) Objects.requireNonNull(run.value());
        ObjectValue first = (ObjectValue) Objects.requireNonNull(objects.get(0));
        ObjectValue second = (ObjectValue) Objects.requireNonNull(objects.get(1));
        assertThat(first.shape()).isSameAs(second.shape());
    }

    @Test
    void depthIsLimited() {
        String entering = "%0:N = enterCall @1; %1:N = enterCall @2; %9:I = loadDepth";

        assertThat(
                        IrRun.of(
                                        new BudgetLimits(1, 1000, 1000, 1, 1),
                                        "b0:\n" + entering.replace(";", "\n") + "\nreturn %9")
                                .codeAndLine())
                .isEqualTo("LIMIT_DEPTH 12");
    }
}
