package dev.tiercel.server.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PathParametersTest {
    @Test
    @DisplayName("HTTP-7: a parameter is a decoded segment, the wildcard the rest")
    void valuesAreDecoded() {
        PathParameters parameters = PathParameters.of(RouteTableTest.path("/shops/:shop/*rest"));
        RequestPath path = RequestPath.parse("/shops/a%20b/c%2Fd/e");

        assertThat(parameters.value("shop", path)).isEqualTo("a b");
        assertThat(parameters.value("rest", path)).isEqualTo("c/d/e");
        assertThat(parameters.value("other", path)).isNull();
        assertThat(parameters.values(path).find("rest")).isEqualTo("c/d/e");
    }

    @Test
    void aPathWithoutParametersHasNone() {
        PathParameters parameters = PathParameters.of(RouteTableTest.path("/shops"));

        assertThat(parameters.values(RequestPath.parse("/shops")).isEmpty()).isTrue();
    }
}
