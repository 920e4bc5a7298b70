package dev.tiercel.jit.tier;

import dev.tiercel.ir.Program;
import dev.tiercel.ir.text.IrParser;
import dev.tiercel.jit.TestRequest;
import dev.tiercel.jit.Texts;

/** Deploys, calls and replaces units; a program of its own, for a JVM with little metaspace. */
final class ManyDeployments {
    private ManyDeployments() {}

    public static void main(String[] arguments) {
        int deployments = Integer.parseInt(arguments[0]);
        TierSettings settings = TierSettings.DEFAULTS.withMode(TieringMode.COMPILE);
        try (TierController controller = new TierController(settings)) {
            for (int i = 0; i < deployments; i++) {
                deploy(controller, i);
            }
            if (controller.statistics().failed() != 0
                    || controller.statistics().compiled() != deployments
                    || controller.statistics().liveClasses() != 0) {
                throw new AssertionError(controller.statistics().toString());
            }
        }
    }

    private static void deploy(TierController controller, int number) {
        RouteEntry entry = controller.start("unit " + number, program(number));
        TestRequest request = new TestRequest();
        request.begin(entry.program().locations());
        Object answer = entry.target().execute(request.context());
        if (!Long.valueOf(number).equals(answer) || entry.tier() != Tier.COMPILED) {
            throw new AssertionError(number + " answered " + answer + ", " + entry.statistics());
        }
        entry.retire();
    }

    private static Program program(int number) {
        return IrParser.parse(
                Texts.blocks(
                        """
                        b0:
                            %%0:any = loadRoot body
                            %%1:S = text %%0
                            %%2:O = makeObject ["a", "b%1$d"] %%0, %%1
                            %%3:any = getMember "b%1$d" %%2
                            %%4:I = constant %1$d
                            %%5:S = concatenate %%3, %%4, %%1
                            return %%4
                        """
                                .formatted(number)));
    }
}
