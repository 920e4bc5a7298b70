package dev.tiercel.ir.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.ir.BinaryOperator;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.UnaryOperator;
import dev.tiercel.ir.verify.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds the reference in the documentation against the code. */
class IrReferenceTest {
    private static final String FENCE = "```\n";

    @Test
    void everyOpcodeIsDescribed() throws IOException {
        List<String> words = new ArrayList<>();
        for (Class<?> opcode : Opcode.class.getPermittedSubclasses()) {
            if (opcode != Opcode.Binary.class && opcode != Opcode.Unary.class) {
                String name = opcode.getSimpleName();
                words.add(Character.toLowerCase(name.charAt(0)) + name.substring(1));
            }
        }
        Arrays.stream(BinaryOperator.values()).map(Words::camelCase).forEach(words::add);
        Arrays.stream(UnaryOperator.values()).map(Words::camelCase).forEach(words::add);

        String table = reference().split("## Opcodes", 2)[1].split("## What the verifier", 2)[0];

        assertThat(words)
                .allSatisfy(word -> assertThat(table).containsPattern("\\b" + word + "\\b"));
    }

    @Test
    void theExampleIsAValidProgramAsItIsPrinted() throws IOException {
        String example = reference().split(FENCE, 3)[1];

        Program program = IrParser.parse(example);

        assertThat(Verifier.findings(program)).isEmpty();
        assertThat(IrPrinter.print(program)).isEqualTo(example);
    }

    private static String reference() throws IOException {
        return Files.readString(Path.of("../docs/ir.md"));
    }
}
