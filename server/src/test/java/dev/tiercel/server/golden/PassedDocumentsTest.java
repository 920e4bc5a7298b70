package dev.tiercel.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.interpreter.ConstantEvaluation;
import dev.tiercel.ir.BlockParameter;
import dev.tiercel.ir.Instruction;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.pass.InliningReport;
import dev.tiercel.ir.pass.PassPipeline;
import dev.tiercel.ir.text.IrPrinter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the passes make of whole documents. */
class PassedDocumentsTest {
    private static final int CALL_DEPTH_MAX = 256;

    @Test
    void aFunctionOfConstantsLeavesItsStepsAndAConstantResponse() {
        RegisteredDocuments documents = new RegisteredDocuments(Set.of());
        documents.register(
                """
                {"name": "calculate_tax", "params": ["price"], "logic": [
                  {"math_op": {"operation": "sum", "args": ["{{price}}", 10]}},
                  {"set": {"var": "result", "value": "{{math_result}}"}}]}
                """);
        documents.register(
                """
                {"name": "checkout_api", "path": "/api/checkout", "method": "POST", "logic": [
                  {"set": {"var": "base", "value": 50}},
                  {"call_function": {"name": "calculate_tax", "args": ["{{base}}"], "output_var": "final"}},
                  {"return": {"value": "{{final}}"}}]}
                """);

        PassPipeline.Result result = pass(documents);

        assertThat(result.inlining().entries())
                .containsExactly(new InliningReport.Entry("calculate_tax", true, Optional.empty()));
        String text = IrPrinter.print(result.program());
        assertThat(text.substring(text.indexOf("projection")))
                .isEqualTo(
                        """
                        projection {}

                        routine 0 "checkout_api" {
                        b0:
                            %0:N = constant null
                            %3:N = charge 3 @1                                  ; line 3
                            %4:N = checkpoint @1                                ; line 3
                            %7:N = charge 3 @2                                  ; line 4
                            %8:N = respondTemplate 200 ["60.0"] @2              ; line 4
                            return %0
                        }
                        """);
    }

    @Test
    void anOrderIsReadInPartsComputedOnNumbersAndWrittenAsOneTemplate() throws IOException {
        RegisteredDocuments documents = new RegisteredDocuments(Set.of());
        documents.register(Files.readAllBytes(Path.of("../examples/order.yaml")));

        Program program = pass(documents).program();

        assertThat(IrPrinter.print(program))
                .contains(
                        """

                        projection {"items": [{"price": *, "qty": *}], "region": *, "express": [{}]}
                        """);
        List<Instruction> responses =
                instructions(program).stream()
                        .filter(i -> i.opcode() instanceof Opcode.RespondTemplate)
                        .toList();
        assertThat(responses).hasSize(1);
        assertThat(((Opcode.RespondTemplate) responses.getFirst().opcode()).template().fragments())
                .containsExactly(
                        "{\"region\":",
                        ",\"items\":",
                        ",\"subtotal\":",
                        ",\"discount\":",
                        ",\"tax\":",
                        ",\"shipping\":",
                        ",\"total\":",
                        ",\"currency\":",
                        "}");
        assertThat(instructions(program))
                .noneMatch(i ->
                        i.opcode() instanceof Opcode.MakeObject
                                || i.opcode() instanceof Opcode.Respond);
        assertThat(program.main().blocks())
                .flatExtracting(block -> block.parameters())
                .extracting(BlockParameter::type)
                .noneMatch(type -> type.intersects(ValueType.NULL.join(ValueType.ABSENT)));
    }

    private static PassPipeline.Result pass(RegisteredDocuments documents) {
        Program program = documents.compile(documents.newestRoute());
        return new PassPipeline(new ConstantEvaluation(), CALL_DEPTH_MAX, /* verifies= */ true)
                .run(program);
    }

    private static List<Instruction> instructions(Program program) {
        return program.routines().stream()
                .flatMap(routine -> routine.blocks().stream())
                .flatMap(block -> block.instructions().stream())
                .toList();
    }
}
