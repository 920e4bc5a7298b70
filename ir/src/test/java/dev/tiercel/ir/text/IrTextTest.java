package dev.tiercel.ir.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tiercel.ir.Absent;
import dev.tiercel.ir.Opcode;
import dev.tiercel.ir.Program;
import dev.tiercel.ir.Routine;
import dev.tiercel.ir.ValueType;
import dev.tiercel.ir.random.RandomPrograms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IrTextTest {
    private static final String EVERY_OPCODE =
            """
            program "a \\"quoted\\" name"
            location 0 "orders" "set" "/logic/0" 12:5
            location 1 "orders" "return" "/logic/1" 13:5
            projection {"a": {"b": *}, "c": {}, "items": [{"price": *}], "both": {"x": *} [*]}

            routine 0 "main" {
            b0:
                %0:N = constant null @0                             ; line 12
                %1:B = constant true
                %2:I = constant -42
                %3:D = constant 1.5E-7
                %4:S = constant "tab\\tline\\nquote\\" back\\\\ \\u0001 é"
                %5:? = constant absent
                %6:A = constant [1, [], {"k": [null, 2.0]}]
                %7:O = constant {"b": 1, "a": {}}
                %8:IDSA = add %2, %4
                %9:B = lessOrEqual %2, %2
                %10:B = notIn %2, %6
                %11:B = isPresent %5
                %12:S = concatenate %2, %4
                %13:A = makeArray
                %14:O = makeObject ["x", "y z"] %2, %3
                %15:O = makeObjectWithKeys %4, %2
                %16:any = getMember "a" %7
                %17:any = getMember "a" slot 1 %7
                %18:any? = getOwnMember "b" slot 0 %7
                %19:any = getElement %7, %4
                %20:any = firstPresent %18, %0
                %21:any = loadRoot connection_id
                %22:NS = loadRootMember query "page"
                %23:any = loadRequestField "id" slot 2
                %24:NS = callBuiltin upper %16
                %25:NA = callWithPredicate filter r1 arguments 1 %16, %2
                %26:any = callRoutine r2 %2
                %27:D = callMath sum %2, %3
                %28:I = convertInteger "times" -9223372036854775808 9223372036854775807 %16
                %29:ID = convertNumber "delay" -Infinity %16
                %30:B = convertBoolean "flag" %16
                %31:S = convertKey "name" %16
                %32:D = convertDouble %16
                %33:A = iterationArray %16
                %34:I = arrayLength %33
                %35:any? = arrayElement %33, %34
                %36:I = defaultStep %2, %34
                %37:I = rangeLength %2, %34, %36
                %38:I = rangeElement %2, %36, %34
                %39:I = increment %38
                %40:N = checkIterations while %39, %34
                %41:N = checkIterations until %39, %34
                %42:N = charge 3 @1                                 ; line 13
                %43:N = checkpoint
                %44:N = enterCall
                %45:N = leaveCall
                %46:I = loadDepth
                %47:N = storeDepth %46
                %48:O = makeError %4, %0, %0, %0
                %49:B = errorMatches ["SQL_*", "A"] %48
                %50:O = setCause %48, %48
                %51:O = checkHeaders %7
                %52:N = respond %16, %2, %1, %51
                %53:N = respondTemplate 201 ["{\\"a\\":", "}"] %16
                %54:N = log warn %4
                %55:N = sleep %2
                %56:B = waitBeforeRetry full %2, %2, %3, %3
                %61:I = loadMaxIterations
                jump b1(%2, %16)
            b1(%57:I, %58:any) onError b3(%57):
                branch %11 b2 b1(%57, %58)
            b2:
                return %0
            b3(%59:O, %60:I):
                raise %59
            }

            routine 1 "predicate" {
            b0(%0:any, %1:I, %2:I):
                return %0
            }

            routine 2 "with more numbers than values" values 9 {
            b0(%0:I):
                %3:- = subtract %0, %0
                return %0
            }
            """;

    @Test
    void everyOpcodeIsReadAsItIsPrinted() {
        Program program = IrParser.parse(EVERY_OPCODE);

        assertThat(IrPrinter.print(program)).isEqualTo(EVERY_OPCODE);
    }

    @Test
    void typesImmediatesAndLocationsAreThoseWritten() {
        Routine main = IrParser.parse(EVERY_OPCODE).main();

        var instructions = main.blocks().getFirst().instructions();
        assertThat(instructions.get(8).type().letters()).isEqualTo("IDSA");
        assertThat(instructions.get(18).type()).isEqualTo(ValueType.ANY.join(ValueType.ABSENT));
        assertThat(instructions.get(5).opcode()).isEqualTo(new Opcode.Constant(Absent.ABSENT));
        assertThat(instructions.get(4).opcode())
                .isEqualTo(new Opcode.Constant("tab\tline\nquote\" back\\ \u0001 é"));
        assertThat(instructions.get(42).location()).isEqualTo(1);
        assertThat(instructions.get(43).location()).isEqualTo(-1);
        assertThat(main.valueCount()).isEqualTo(62);
        assertThat(IrParser.parse(EVERY_OPCODE).routines().get(2).valueCount()).isEqualTo(9);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void randomProgramsSurviveTheWayThroughText(long seed) {
        Program program = RandomPrograms.of(seed, 40);

        String text = IrPrinter.print(program);

        assertThat(IrParser.parse(text)).isEqualTo(program);
        assertThat(IrPrinter.print(IrParser.parse(text))).isEqualTo(text);
    }

    @Test
    void commentsAndSpaceAreFree() {
        String text =
                """
                ; before
                program "t"   ; name

                routine 0 "main" {

                b0():
                  ; nothing
                  %0 : I=constant 1;one

                  return   %0
                }
                """;

        assertThat(IrPrinter.print(IrParser.parse(text)))
                .isEqualTo(
                        """
                        program "t"

                        routine 0 "main" {
                        b0:
                            %0:I = constant 1
                            return %0
                        }
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%0:I = constant 1 x       | 5:23 | expected the end of the line, found x",
                "%0:I = constnat 1         | 5:12 | unknown opcode: constnat",
                "%0:I = constant 1.2.3     | 5:21 | expected a number, found 1",
                "%0:X = constant 1         | 5:9  | not a type: X",
                "%0:S = constant \"a\\x\"  | 5:23 | unknown escape: \\x",
                "%0:S = constant \"a       | 5:23 | expected '\"', found the end of the line",
                "%0:any = loadRoot bodi    | 5:23 | unknown root: bodi",
                "%x:I = constant 1         | 5:6  | expected a number, found x",
                "jmp b1                    | 5:5  | expected an instruction or jump, branch, return, raise",
                "jump 1                    | 5:10 | expected b and a number, found 1",
            })
    void mistakesAreReportedWhereTheyStand(String line, String position, String problem) {
        String text =
                "program \"t\"\n\nroutine 0 \"main\" {\nb0:\n    " + line + "\n    return %0\n}\n";

        assertThatThrownBy(() -> IrParser.parse(text))
                .isInstanceOf(IrParseException.class)
                .hasMessage(position + ": " + problem);
    }

    @Test
    void blocksAndRoutinesAreNumberedInOrder() {
        String text = "program \"t\"\nroutine 0 \"main\" {\nb1:\n    return %0\n}\n";

        assertThatThrownBy(() -> IrParser.parse(text))
                .isInstanceOf(IrParseException.class)
                .hasMessageContaining("expected number 0, found 1");
    }
}
