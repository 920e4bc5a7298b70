package dev.tiercel.ir.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.random.RandomPrograms;
import dev.tiercel.ir.text.IrParser;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void randomProgramsAreValid(long seed) {
        assertThat(Verifier.findings(RandomPrograms.of(seed, 60))).isEmpty();
    }

    @Test
    void aProgramHasAMainRoutine() {
        Program program = new Program("t", List.of(), List.of(), Optional.empty());

        assertThat(Verifier.findings(program))
                .extracting(Finding::toString)
                .containsExactly("the program has no routine");
    }

    @Test
    void noEdgeLeadsToTheEntry() {
        assertBroken("b0:\n jump b0\n", "r0 b0: an edge leads to the entry block");
        assertValid("b0:\n jump b1\n b1:\n jump b1\n");
    }

    @Test
    void edgesLeadToBlocks() {
        assertBroken("b0:\n jump b1\n", "r0 b0: there is no block b1");
    }

    @Test
    void edgesHaveOneArgumentPerParameter() {
        assertBroken(
                "b0:\n %0:I = constant 1\n jump b1(%0)\n b1:\n return %0\n",
                "r0 b0: b1 takes 0 arguments, the edge has 1");
        assertBroken(
                "b0 onError b1:\n %0:I = constant 1\n return %0\n b1:\n %1:I = constant 1\n return %1\n",
                "r0 b0: b1 has no parameter for the error");
        assertValid("b0 onError b1:\n %0:I = constant 1\n return %0\n b1(%1:O):\n return %1\n");
    }

    @Test
    void argumentsFitTheirParameters() {
        assertBroken(
                "b0:\n %0:I = constant 1\n jump b1(%0)\n b1(%1:S):\n return %1\n",
                "r0 b0: %0 is I, the parameter %1 of b1 is S");
        assertValid("b0:\n %0:I = constant 1\n jump b1(%0)\n b1(%1:IS):\n return %1\n");
    }

    @Test
    void errorParametersTakeErrors() {
        assertBroken(
                "b0 onError b1:\n %0:I = constant 1\n return %0\n b1(%1:S):\n return %1\n",
                "r0 b0: the error parameter of b1 is S");
    }

    @Test
    void valuesAreDefinedOnce() {
        assertBroken(
                "b0:\n %0:I = constant 1\n %0:I = constant 2\n return %0\n",
                "r0 b0: %0 is defined twice");
        assertBroken("b0:\n return %0\n", "r0 b0: %0 is not defined");
    }

    @Test
    void valueNumbersAreBelowTheirCount() {
        Program program =
                IrParser.parse(
                        """
                        program "t"
                        routine 0 "main" values 1 {
                        b0:
                            %1:I = constant 1
                            return %1
                        }
                        """);

        assertThat(Verifier.findings(program))
                .extracting(Finding::toString)
                .contains("r0 b0: %1 is not below the number of values 1");
    }

    @Test
    void definitionsDominateUses() {
        assertBroken(
                "b0:\n %0:I = increment %1\n %1:I = constant 1\n return %0\n",
                "r0 b0: %1 is used where it is not available");
        assertBroken(
                """
                b0:
                  %0:B = constant true
                  branch %0 b1 b2
                b1:
                  %1:I = constant 1
                  jump b2
                b2:
                  return %1
                """,
                "r0 b2: %1 is used where it is not available");
        assertValid(
                """
                b0:
                  %0:B = constant true
                  branch %0 b1 b2
                b1:
                  %1:I = constant 1
                  jump b3(%1)
                b2:
                  jump b3(%0)
                b3(%2:BI):
                  return %2
                """);
    }

    @Test
    void resultsAreNotAvailableAlongTheErrorEdgeOfTheirBlock() {
        assertBroken(
                "b0 onError b1(%0):\n %0:I = constant 1\n return %0\n b1(%1:O, %2:I):\n return %2\n",
                "r0 b0: %0 is used where it is not available");
        assertBroken(
                "b0 onError b1:\n %0:I = constant 1\n return %0\n b1(%1:O):\n return %0\n",
                "r0 b1: %0 is used where it is not available");
        assertValid(
                """
                b0:
                  %0:I = constant 1
                  jump b1(%0)
                b1(%1:I) onError b2(%1, %0):
                  %2:I = constant 1
                  return %2
                b2(%3:O, %4:I, %5:I):
                  %6:A = makeArray %0, %1
                  return %6
                """);
    }

    @Test
    void unreachableBlocksAreTolerated() {
        assertValid("b0:\n %0:I = constant 1\n return %0\n b1:\n return %0\n");
    }

    @Test
    void opcodesTakeTheirNumberOfOperands() {
        assertBroken(
                "b0:\n %0:I = constant 1\n %1:I = add %0\n return %1\n",
                "r0 b0: %1 Binary[operator=ADD]: takes another number of operands than 1");
        assertBroken(
                "b0:\n %0:I = constant 1\n %1:O = makeObject [\"a\"]\n return %1\n",
                "r0 b0: %1 MakeObject[keys=[a]]: takes another number of operands than 0");
        assertBroken(
                "b0:\n %0:I = constant 1\n %1:O = makeObjectWithKeys %0\n return %1\n",
                "r0 b0: %1 MakeObjectWithKeys[]: a key has no value");
        assertBroken(
                "b0:\n %0:I = constant 1\n %1:O = makeObject [\"a\", \"a\"] %0, %0\n return %1\n",
                "r0 b0: %1 MakeObject[keys=[a, a]]: a key occurs twice");
    }

    @Test
    void opcodesTakeOperandsOfTheirTypes() {
        assertBroken(
                "b0:\n %0:IA = constant []\n %1:I = arrayLength %0\n return %1\n",
                "r0 b0: %0 Constant[value=[]]: the result is IA, not within A",
                "r0 b0: %1 ArrayLength[]: operand %0 is IA, not within A");
        assertBroken(
                "b0:\n %0:S = constant \"1\"\n %1:N = sleep %0\n branch %0 b1 b1\n b1:\n return %1\n",
                "r0 b0: %0 is S, the terminator takes B");
        assertBroken(
                "b0:\n %0:S = constant \"1\"\n raise %0\n",
                "r0 b0: %0 is S, the terminator takes NO");
    }

    @Test
    void absentReachesOnlyWhatExpectsIt() {
        assertBroken(
                "b0:\n %0:? = constant absent\n %1:S = text %0\n return %1\n",
                "r0 b0: %1 Unary[operator=TEXT]: operand %0 is ?, not within NBIDSAOY");
        assertBroken(
                "b0:\n %0:? = constant absent\n return %0\n",
                "r0 b0: %0 is ?, the terminator takes NBIDSAOY");
        assertValid(
                """
                b0:
                  %0:? = constant absent
                  %1:B = isPresent %0
                  %2:A = taskResult %0
                  %3:? = firstPresent %0, %0
                  jump b1(%0)
                b1(%4:?):
                  return %2
                """);
    }

    @Test
    void resultsHaveTheTypeOfTheirOpcode() {
        assertBroken(
                "b0:\n %0:I = constant 1\n %1:I = equal %0, %0\n return %1\n",
                "r0 b0: %1 Binary[operator=EQUAL]: the result is I, not within B",
                "r0 b0: %1 Binary[operator=EQUAL]: the result is I, but the operands give B");
        assertBroken(
                "b0:\n %0:I = constant 1\n %1:S = add %0, %0\n return %1\n",
                "r0 b0: %1 Binary[operator=ADD]: the result is S, but the operands give I");
        assertValid("b0:\n %0:I = constant 1\n %1:IDSA = add %0, %0\n return %1\n");
        assertValid("b0:\n %0:I = loadRequestField \"count\"\n return %0\n");
    }

    @Test
    void locationsAreInTheTable() {
        assertBroken(
                "b0:\n %0:I = constant 1 @0\n return %0\n",
                "r0 b0: %0 Constant[value=1]: there is no location 0");
    }

    @Test
    void calledRoutinesExistAndTakeTheArguments() {
        String callee = "}\nroutine 1 \"callee\" {\nb0(%0:I):\n return %0\n";
        assertValid("b0:\n %0:I = constant 1\n %1:I = callRoutine r1 %0\n return %1\n" + callee);
        assertBroken(
                "b0:\n %0:I = constant 1\n %1:I = callRoutine r2 %0\n return %1\n" + callee,
                "r0 b0: %1 CallRoutine[routine=2]: there is no routine r2 to call");
        assertBroken(
                "b0:\n %0:I = constant 1\n %1:I = callRoutine r0 %0\n return %1\n",
                "r0 b0: %1 CallRoutine[routine=0]: there is no routine r0 to call");
        assertBroken(
                "b0:\n %0:I = callRoutine r1\n return %0\n" + callee,
                "r0 b0: %0 CallRoutine[routine=1]: the routine takes 1 arguments");
        assertBroken(
                "b0:\n %0:S = constant \"\"\n %1:I = callRoutine r1 %0\n return %1\n" + callee,
                "r0 b0: %1 CallRoutine[routine=1]: argument %0 is S, the parameter is I");
        assertBroken(
                "b0:\n %0:I = constant 1\n %1:S = callRoutine r1 %0\n return %1\n" + callee,
                "r0 b0: %1 CallRoutine[routine=1]: the routine returns I, not within S");
    }

    @Test
    void predicatesTakeElementIndexAndCaptures() {
        String predicate = "}\nroutine 1 \"predicate\" {\nb0(%0:any, %1:I, %2:I):\n return %2\n";
        String call = "b0:\n %0:A = constant []\n %1:I = constant 1\n %2:NA = callWithPredicate ";
        assertValid(call + "filter r1 arguments 1 %0, %1\n return %2\n" + predicate);
        assertBroken(
                call + "filter r1 arguments 1 %0\n return %2\n" + predicate,
                "r0 b0: %2 CallWithPredicate[function=FILTER, routine=1, argumentCount=1]:"
                        + " the predicate takes 3 arguments");
        assertBroken(
                call + "upper r1 arguments 1 %0, %1\n return %2\n" + predicate,
                "r0 b0: %2 CallWithPredicate[function=UPPER, routine=1, argumentCount=1]:"
                        + " the function does not take these arguments and a predicate",
                "r0 b0: %2 CallWithPredicate[function=UPPER, routine=1, argumentCount=1]:"
                        + " the result is NA, not within NS");
        assertBroken(
                "b0:\n %0:A = constant []\n %2:NA = callBuiltin filter %0, %0\n return %2\n",
                "r0 b0: %2 CallBuiltin[function=FILTER]: the function takes a predicate");
    }

    @Test
    void theExceptionNamesThePassAndShowsTheProgram() {
        Program broken = parse("b0:\n %0:I = constant 1 @0\n return %0\n");

        assertThatThrownBy(() -> Verifier.verify(broken, "FoldConstants"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("FoldConstants broke t: 1 findings")
                .hasMessageContaining("%0:I = constant 1 @0");
        assertThatCode(() -> Verifier.verify(parse("b0:\n %0:I = constant 1\n return %0\n"), "any"))
                .doesNotThrowAnyException();
    }

    private static void assertBroken(String body, String... findings) {
        assertThat(Verifier.findings(parse(body)))
                .extracting(Finding::toString)
                .containsExactly(findings);
    }

    private static void assertValid(String body) {
        assertThat(Verifier.findings(parse(body))).isEmpty();
    }

    private static Program parse(String body) {
        return IrParser.parse("program \"t\"\nroutine 0 \"main\" {\n" + body + "}\n");
    }
}
