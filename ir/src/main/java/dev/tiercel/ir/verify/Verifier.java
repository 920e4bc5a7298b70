package dev.tiercel.ir.verify;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.analysis.Signatures;
import dev.tiercel.ir.text.IrPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Checks what every pass may rely on and has to keep. Thread-safe.
 *
 * <p>Of a program:
 *
 * <ol>
 *   <li>There is a main routine.
 * </ol>
 *
 * <p>Of a routine:
 *
 * <ol>
 *   <li>There is an entry block, and no edge leads to it.
 *   <li>Every edge leads to a block of the routine, with one argument per parameter of that block;
 *       an error edge leads to a block whose first parameter may be an OBJECT, with one argument
 *       less.
 *   <li>The type of an argument is within the type of the parameter.
 *   <li>Every value is defined once, with a number from 0 to {@code valueCount} − 1.
 *   <li>The definition of an operand, of an argument and of what a terminator uses dominates the
 *       use; it precedes it if both are in the same block.
 *   <li>An argument of an error edge is a parameter of the block or is defined before the block.
 *       What an instruction of the block computes is not available along its error edge.
 *   <li>Blocks that cannot be reached are allowed; dominance is not asked of them.
 * </ol>
 *
 * <p>Of an instruction:
 *
 * <ol>
 *   <li>The number of operands is what the opcode takes ({@code OperandRules}); keys are distinct.
 *   <li>The type of each operand is within what the opcode takes. ABSENT reaches only {@code
 *       FirstPresent}, {@code IS_PRESENT}, {@code TaskResult}, arguments of {@code CallRoutine},
 *       captures of {@code CallWithPredicate}, and parameters of blocks.
 *   <li>The type of the result is within the widest one of the opcode ({@code ResultTypes}), and
 *       includes what its operands give, unless documents may say more ({@code
 *       ResultTypes.mayBeNarrower}).
 *   <li>The location is an index of the table of locations or {@code NO_LOCATION}.
 *   <li>A called routine exists and is not the main routine; arguments match its parameters in
 *       number and type; a routine called as predicate takes element, INTEGER index and the
 *       captures. What a routine returns is within the type of the call.
 *   <li>A predicate's function takes a predicate, another one does not.
 * </ol>
 *
 * <p>Of a terminator: the condition of a {@code Branch} is BOOLEAN, what {@code Raise} raises is an
 * OBJECT or NULL by type, what {@code Return} returns is not ABSENT.
 */
public final class Verifier {
    private static final int SHOWN_MAX = 20;

    private Verifier() {}

    /** Returns every broken invariant; while definitions or edges are broken, only those. */
    public static List<Finding> findings(Program program) {
        if (program.routines().isEmpty()) {
            return List.of(new Finding(-1, -1, "the program has no routine"));
        }
        List<Finding> findings = new ArrayList<>();
        List<RoutineVerifier> verifiers = new ArrayList<>();
        for (int i = 0; i < program.routines().size(); i++) {
            verifiers.add(new RoutineVerifier(program, i, findings));
        }
        verifiers.forEach(RoutineVerifier::checkShape);
        if (findings.isEmpty()) {
            Signatures signatures = Signatures.of(program);
            verifiers.forEach(verifier -> verifier.checkMeanings(signatures));
        }
        return List.copyOf(findings);
    }

    /**
     * Checks a program that a pass has returned.
     *
     * @param pass name of the pass, for the message
     * @throws IllegalStateException if an invariant is broken; the message has the findings and the
     *     program
     */
    public static void verify(Program program, String pass) {
        List<Finding> findings = findings(program);
        if (findings.isEmpty()) {
            return;
        }
        String list =
                findings.stream()
                        .limit(SHOWN_MAX)
                        .map(Finding::toString)
                        .collect(Collectors.joining("\n"));
        throw new IllegalStateException(
                "%s broke %s: %d findings%n%s%n%s"
                        .formatted(
                                pass,
                                program.name(),
                                findings.size(),
                                list,
                                IrPrinter.print(program)));
    }
}
