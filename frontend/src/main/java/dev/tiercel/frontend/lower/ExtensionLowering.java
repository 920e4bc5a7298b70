package dev.tiercel.frontend.lower;

import dev.tiercel.frontend.document.ExtensionDocument;
import dev.tiercel.frontend.document.ExtensionDocument.Target;
import dev.tiercel.frontend.document.ExtensionOperation;
import dev.tiercel.frontend.syntax.NodeJson;
import dev.tiercel.ir.EffectKind;
import dev.tiercel.ir.Opcode;
import java.util.List;

/** Lowers the operations that extensions add (OP-32 to OP-35). */
final class ExtensionLowering {
    private final Frame frame;
    private final RoutineBuilder builder;
    private final BlockLowering blocks;

    ExtensionLowering(Frame frame, BlockLowering blocks) {
        this.frame = frame;
        this.builder = frame.builder();
        this.blocks = blocks;
    }

    int lower(ExtensionOperation operation) {
        ExtensionDocument extension = frame.unit().functions().extension(operation.operation());
        return switch (extension.target()) {
            case Target.Function(var name) -> {
                blocks.begin(operation);
                yield blocks.expressions().calls().callGlobal(name, fields(operation, extension));
            }
            case Target.Webhook webhook -> {
                blocks.beginEffect(operation);
                int fields = fields(operation, extension);
                yield request(webhook, operation, fields);
            }
        };
    }

    private int fields(ExtensionOperation operation, ExtensionDocument extension) {
        int fields = blocks.expressions().lower(operation.object());
        return extension
                .schema()
                .map(NodeJson::of)
                .filter(schema -> !schema.equals("true"))
                .map(schema ->
                        builder.emit(
                                new Opcode.CallEffect(
                                        EffectKind.CHECK_FIELDS,
                                        List.of(operation.operation(), extension.name(), schema)),
                                fields))
                .orElse(fields);
    }

    // Outside of the frame, so that no variable of the caller changes what a name of the webhook's
    // document means.
    private int request(Target.Webhook webhook, ExtensionOperation operation, int fields) {
        Frame outside = new OutsideFrame(frame);
        int body =
                builder.emit(
                        new Opcode.CallEffect(
                                EffectKind.WEBHOOK_BODY,
                                List.of(operation.operation(), operation.location().document())),
                        fields);
        return new HttpLowering(outside, new ExpressionLowering(outside))
                .lower(webhook, operation.operation(), body);
    }
}
