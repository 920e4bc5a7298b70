package dev.tiercel.server.golden;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads the scenarios of a case file. Sections {@code settings}, {@code setup} and {@code body}
 * hold until they are given again; documents stay registered to the end of the file.
 */
final class ScenarioReader {
    private static final String ARROW = " → ";

    private final List<Scenario> scenarios = new ArrayList<>();
    private final List<String> registered = new ArrayList<>();
    private CaseSettings settings = CaseSettings.DEFAULTS;
    private List<String> setup = List.of();
    private CaseRequest lineRequest = CaseRequest.EMPTY;
    private Draft draft = new Draft(0, "");

    private ScenarioReader() {}

    /** What has been read of a scenario. */
    private static final class Draft {
        private final int line;
        private final String title;
        private final List<String> documents = new ArrayList<>();
        private final List<Scenario.Visit> visits = new ArrayList<>();
        private Optional<List<ExpectedFinding>> errors = Optional.empty();
        private Optional<List<ExpectedFinding>> warnings = Optional.empty();
        private CaseRequest request = CaseRequest.EMPTY;

        Draft(int line, String title) {
            this.line = line;
            this.title = title;
        }

        boolean isExpecting() {
            return errors.isPresent() || warnings.isPresent() || !visits.isEmpty();
        }
    }

    static List<Scenario> read(List<String> file) {
        ScenarioReader reader = new ScenarioReader();
        CaseSection.read(file).forEach(reader::accept);
        reader.finish();
        return reader.scenarios;
    }

    private void accept(CaseSection section) {
        switch (section.kind()) {
            case "settings" -> {
                finish();
                settings = CaseSettings.parse(section.lines());
            }
            case "setup" -> setup = section.lines();
            case "body" -> lineRequest = CaseRequest.ofBody(section.text());
            case "expressions", "values", "operations" -> {
                finish();
                readLines(section);
            }
            case "document" -> addDocument(section, CaseText.document(section));
            case "logic" -> addDocument(section, CaseText.logic(section.lines()));
            case "rejected" -> draft.errors = Optional.of(ExpectedFinding.parse(section));
            case "warnings" -> draft.warnings = Optional.of(ExpectedFinding.parse(section));
            case "request" -> draft.request = CaseRequest.parse(section);
            case "expect", "error" -> addVisit(section);
            case "fuel" -> amend(section);
            case "effects" -> amend(section);
            default -> throw new IllegalArgumentException("section " + section.kind());
        }
    }

    private void addDocument(CaseSection section, String text) {
        if (draft.isExpecting()) {
            finish();
        }
        if (draft.documents.isEmpty()) {
            String title = section.lines().isEmpty() ? "" : section.lines().getFirst();
            draft = new Draft(section.line(), title);
        }
        draft.documents.add(text);
    }

    private void addVisit(CaseSection section) {
        draft.visits.add(
                new Scenario.Visit(
                        section.line(),
                        draft.request,
                        ExpectedResult.parse(section),
                        OptionalLong.empty(),
                        Optional.empty()));
        draft.request = CaseRequest.EMPTY;
    }

    private void amend(CaseSection section) {
        Scenario.Visit last = draft.visits.removeLast();
        boolean isFuel = section.kind().equals("fuel");
        draft.visits.add(
                new Scenario.Visit(
                        last.line(),
                        last.request(),
                        last.result(),
                        isFuel ? OptionalLong.of(Long.parseLong(section.argument())) : last.steps(),
                        isFuel ? last.effects() : Optional.of(section.lines())));
    }

    private void finish() {
        if (!draft.documents.isEmpty()) {
            scenarios.add(
                    new Scenario(
                            draft.line,
                            draft.title,
                            settings,
                            registered,
                            draft.documents,
                            Optional.empty(),
                            draft.errors,
                            draft.warnings,
                            draft.visits));
            boolean isRefused = draft.errors.filter(errors -> !errors.isEmpty()).isPresent();
            int accepted = draft.documents.size() - (isRefused ? 1 : 0);
            registered.addAll(draft.documents.subList(0, accepted));
        }
        draft = new Draft(0, "");
    }

    private void readLines(CaseSection section) {
        for (int i = 0; i < section.lines().size(); i++) {
            String line = section.lines().get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                int arrow = line.lastIndexOf(ARROW);
                if (arrow < 0) {
                    throw new IllegalArgumentException("no arrow: " + line);
                }
                scenarios.add(
                        ofLine(
                                section.kind(),
                                section.line() + 1 + i,
                                line.substring(0, arrow),
                                line.substring(arrow + ARROW.length())));
            }
        }
    }

    private Scenario ofLine(String kind, int number, String written, String result) {
        String text =
                switch (kind) {
                    case "expressions" -> CaseText.expression(setup, written);
                    case "values" -> CaseText.value(setup, written);
                    default -> CaseText.operations(setup, written);
                };
        boolean isRefused = result.startsWith("!!");
        List<Scenario.Visit> visits =
                isRefused
                        ? List.of()
                        : List.of(
                                new Scenario.Visit(
                                        number,
                                        lineRequest,
                                        ExpectedResult.ofLine(result),
                                        OptionalLong.empty(),
                                        Optional.empty()));
        return new Scenario(
                number,
                written,
                settings,
                registered,
                List.of(text),
                isRefused ? Optional.of(result.substring(2)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                visits);
    }
}
