package dev.tiercel.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code tiercel schema} on the command line: what the schema accepts and what it refuses. */
class SchemaCommandTest {
    private static final Schema ANY = printed();
    private static final Schema ROUTE = printed("route");

    @TempDir Path directory;

    private static Schema printed(String... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = "schema";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        CliRun run = CliRun.of(all);
        assertThat(run.code()).as(run.err()).isZero();
        return SchemaRegistry.withDefaultDialect(Dialects.getDraft202012())
                .getSchema(run.out(), InputFormat.JSON);
    }

    private static boolean accepts(Schema schema, String json) {
        return schema.validate(json, InputFormat.JSON).isEmpty();
    }

    private static String route(String members) {
        return "{\"name\":\"r\",\"path\":\"/r\",\"method\":\"get\"," + members + "}";
    }

    private static String step(String step) {
        return route("\"logic\":[" + step.replace('\'', '"') + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'set':{'a':1}}",
                "{'set':{'var':'a','value':1}}",
                "{'set_var':{'name':'a'},'value':2}",
                "{'variable':'a','value':2}",
                "{'SetVar':{'Name':'a','value':2}}",
                "{'if':'x > 1','then':[{'log':'a'}],'else_if':{'if':'y','then':{'log':'b'}}}",
                "{'if':{'condition':'x'},'then':null}",
                "{'for_range':{'start':1,'end':4},'variable':'i','do':[{'break':null}]}",
                "{'try':[{'log':'a'}],'catch':[{'codes':['A_*'],'body':[]}],'retry':3}",
                "{'try':[{'log':'a'}],'catch':[{'log':'b'},'break']}",
                "{'parallel':[[{'log':'a'}],{'name':'b','logic':{'log':'b'}}]}",
                "{'parallel':{'for_each':'ids','do':[]}}",
                "{'http':'https://a','retry':{'max_attempts':2},'on_error':'continue'}",
                "{'return':{'anything':{'at':'all'}}}",
                "{'return':{'value':1,'status':201}}",
                "{'math-op':{'operation':'sum','args':[1,2]},'assign':'x'}",
                "{'call':'f','args':[1]}"
            })
    @DisplayName("DOC-39 to DOC-47: every shape of steps is valid")
    void stepsOfEveryShapeAreValid(String step) {
        assertThat(ANY.validate(step(step), InputFormat.JSON)).isEmpty();
        assertThat(accepts(ROUTE, step(step))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'total':5}",
                "{'if':'x','return':1}",
                "{'if':'x'}",
                "{'if':'x','then':[],'els':[]}",
                "{'if':'x','then':'log'}",
                "{'loop':'xs','do':[{'nosuch':1}]}",
                "{'set':{'a b':1}}",
                "{'set':5}",
                "{'log':{'message':'a','level':'loud'}}",
                "{'math_op':{'operation':'nosuch','args':[]}}",
                "{'math_op':'sum'}",
                "{'try':[],'retry':{'jitter':'some'}}",
                "{'parallel':{}}",
                "{'switch':'x','cases':[{'body':[]}]}",
                "{'execute_script':'x'}",
                "{'notify_op':{}}",
                "5",
                "'log'",
                "{}"
            })
    @DisplayName(
            "DOC-40, DOC-44, DOC-45: steps that registration refuses for their shape are invalid")
    void stepsOfOtherShapesAreInvalid(String step) {
        assertThat(accepts(ANY, step(step))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "true | {'path':'/a','method':'GET','response':1}",
                "true | [{'path':'/a','method':'GET','response':1},{'name':'f','logic':null}]",
                "true | {'path':'/a','ws_hooks':{'on_message':[]},'rate_limit':{'messages_per_minute':5}}",
                "true | {'path':'/a','method':'GET','logic':{'log':'a'},'x-own':1,'ws_hooks':null,'id':'a'}",
                "true | {'name':'E','function':'f','schema':true}",
                "true | {'name':'E','webhook':{'url':'http://a','timeout':5}}",
                "true | {'kind':'function','name':'f','params':['a'],'body':[]}",
                "false | {'path':'/a','method':'GET'}",
                "false | {'path':'a','method':'GET','response':1}",
                "false | {'path':'/a','method':'HEAD','response':1}",
                "false | {'path':'/a','method':'GET','response':1,'ws_options':{'max_connections':1}}",
                "false | {'path':'/a','ws_hooks':{'on_open':[]}}",
                "false | {'path':'/a','method':'GET','response':1,'limits':{'fuel':0}}",
                "false | {'path':'/a','method':'GET','response':1,'schema':{'a':{'type':'strin'}}}",
                "false | {'path':'/a','method':'GET','response':1,'parameters':[{'name':'a','in':'cookie'}]}",
                "false | {'path':'/a','method':'GET','response':1,'tests':[{'name':'a','expect':{}}]}",
                "false | {'name':'f','params':['a b'],'logic':[]}",
                "false | {'name':'f'}",
                "false | {'kind':'extension','name':'E'}",
                "false | {'name':'E','function':'f','webhook':{'url':'http://a'}}",
                "false | {'name':'E','webhook':{'uri':'http://a'}}",
                "false | {'steps':[]}",
                "false | 5",
                "false | []"
            })
    @DisplayName("DOC-9 to DOC-37: documents are valid as they register")
    void documentsAreValidAsTheyRegister(boolean isValid, String document) {
        assertThat(accepts(ANY, document.replace('\'', '"'))).isEqualTo(isValid);
    }

    @Test
    void aKindRefusesDocumentsOfOthers() {
        String function = "{\"name\":\"f\",\"logic\":[]}";

        assertThat(accepts(ROUTE, function)).isFalse();
        assertThat(accepts(printed("function"), function)).isTrue();
        assertThat(accepts(printed("EXTENSION"), function)).isFalse();
        assertThat(CliRun.of("schema", "tenant").code()).isEqualTo(2);
    }

    @Test
    @DisplayName("DOC-20, OP-32: the extensions of given documents extend the schema")
    void extensionsOfDocumentsExtendTheSchema() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("e.yaml"),
                        """
                        name: NotifyOp
                        function: f
                        schema: {required: [message], properties: {message: {type: string, maxLength: 5},
                          level: {type: integer}}, additionalProperties: false}
                        ---
                        {name: f, params: [x], logic: []}
                        """);
        Schema schema = printed("route", directory.toString());

        assertThat(accepts(schema, step("{'notify_op':{'message':'hi'}}"))).isTrue();
        assertThat(accepts(schema, step("{'NotifyOp':{'message':'hi'},'assign':'x'}"))).isTrue();
        assertThat(accepts(schema, step("{'notify-op':null,'message':'hi'}"))).isTrue();
        assertThat(accepts(schema, step("{'notify_op':{'message':'{{ body.m }}'}}"))).isTrue();
        assertThat(accepts(schema, step("{'notify_op':{'message':'a','level':'{{ n }}'}}")))
                .isTrue();
        assertThat(accepts(schema, step("{'notify_op':{}}"))).isFalse();
        assertThat(accepts(schema, step("{'notify_op':{'message':'too long'}}"))).isFalse();
        assertThat(accepts(schema, step("{'notify_op':{'message':'a','levle':1}}"))).isFalse();
        assertThat(accepts(schema, step("{'notify_op':{'message':'a'},'log':'b'}"))).isFalse();
        assertThat(accepts(schema, step("{'notify_op':'text'}"))).isFalse();

        Files.writeString(file, "name: NotifyOp\nfunction: none\n");
        CliRun broken = CliRun.of("schema", "any", file);
        assertThat(broken.code()).isEqualTo(1);
        assertThat(broken.err()).contains("e.yaml:2:11: error UNKNOWN_FUNCTION");
    }
}
