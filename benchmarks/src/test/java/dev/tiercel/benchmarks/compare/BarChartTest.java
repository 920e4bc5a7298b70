package dev.tiercel.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.benchmarks.compare.BarChart.Bar;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class BarChartTest {
    @Test
    void barsAreAsLongAsTheirMedians() throws Exception {
        String svg =
                new BarChart(
                                "static & path",
                                "requests/s",
                                List.of(
                                        new Bar("Tiercel", new Spread(100, 80, 200), true),
                                        new Bar("<other>", new Spread(50, 50, 50), false)))
                        .svg();

        Document document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new InputSource(new StringReader(svg)));
        assertThat(attribute(document, 1, "width")).isEqualTo("200.0");
        assertThat(attribute(document, 2, "width")).isEqualTo("100.0");
        assertThat(document.getDocumentElement().getTextContent())
                .contains("static & path (requests/s)", "<other>");
    }

    private static String attribute(Document document, int bar, String name) {
        return ((Element) document.getElementsByTagName("rect").item(bar)).getAttribute(name);
    }
}
