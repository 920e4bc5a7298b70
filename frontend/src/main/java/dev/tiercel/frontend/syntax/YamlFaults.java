package dev.tiercel.frontend.syntax;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says what is wrong with a YAML text without the parser's advice, which fits tabs only. */
final class YamlFaults {
    private YamlFaults() {}

    static String describe(MarkedYamlEngineException exception) {
        String problem = String.valueOf(exception.getProblem());
        if (problem.contains("(TAB)")) {
            return "tab used for indentation";
        }
        int advice = problem.indexOf(". (Do not use");
        return advice < 0 ? problem : problem.substring(0, advice);
    }
}
