package dev.tiercel.server.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tiercel.server.config.ConfigReader;
import dev.tiercel.server.config.ServerConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses outgoing requests may go to. */
class AddressGuardTest {
    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "example.com, 93.184.216.34, true",
        "localhost, 127.0.0.1, true",
        "internal, 10.0.0.1, true",
        "metadata, 169.254.169.254, false",
        "two.example.com, 93.184.216.34 169.254.0.1, false",
        "six, fe80::1, false",
        "six, fd00:ec2::254, false",
        "six, fd00:ec2::253, true",
        "compatible, ::169.254.169.254, false",
        "compatible, ::169.253.169.254, true",
        "translated, ::ffff:0:a9fe:a9fe, false",
        "translator, 64:ff9b::a9fe:a9fe, false",
        "translator, 64:ff9b::8.8.8.8, true",
        "own translator, 64:ff9b:1:a9fe:a9:fe00::, false",
        "own translator, 64:ff9b:1::a9fe:a9fe, false",
        "tunnel, 2002:a9fe:a9fe::1, false",
        "tunnel, 2002:0808:0808::1, true",
        "teredo server, 2001:0:a9fe:a9fe:8000:63bf:3fff:fdd2, false",
        "teredo client, 2001:0:4136:e378:8000:63bf:5601:5601, false",
        "teredo client, 2001:0:4136:e378:8000:63bf:3fff:fdd2, true",
        "isatap, 2001:db8::5efe:a9fe:a9fe, false",
        "isatap, 2001:db8::200:5efe:a9fe:a9fe, false",
        "isatap, fd00::5efe:808:808, true",
        "alibaba, 100.100.100.200, false",
        "alibaba, 100.100.100.201, true",
        "metadata.google.internal, 8.8.8.8, false",
        "METADATA.google.internal., 8.8.8.8, false",
        "other.metadata.google.internal, 8.8.8.8, true"
    })
    @DisplayName("CFG-8: addresses of metadata services are denied unless configured otherwise")
    void defaults(String host, String addresses, boolean isPermitted) throws UnknownHostException {
        ServerConfig config = ConfigReader.read(Optional.empty(), Map.of(), Map.of(), "test");
        AddressGuard guard =
                new AddressGuard(config.httpClient().allow(), config.httpClient().deny());

        assertThat(guard.permits(host, addresses(addresses))).isEqualTo(isPermitted);
    }

    @ParameterizedTest(name = "{0} at {1}")
    @CsvSource({
        "api.example.com, 8.8.8.8, true",
        "API.Example.com, 8.8.8.8, true",
        "example.com, 8.8.8.8, false",
        "api.example.com.evil, 8.8.8.8, false",
        "partner, 192.0.2.7, true",
        "partner, 192.0.2.7 192.0.3.7, false",
        "partner, 64:ff9b::192.0.2.7, true",
        "partner, 2001:0:c000:0207::1, false",
        "partner, 192.0.3.7, false",
        "secret.example.com, 8.8.8.8, false",
        "api.example.com, 10.1.2.3, false",
        "metadata.example.com, 169.254.169.254, true"
    })
    @DisplayName("CFG-8: a target matches `allow` and does not match `deny`, which is replaced")
    void lists(String host, String addresses, boolean isPermitted) throws UnknownHostException {
        AddressGuard guard =
                new AddressGuard(
                        List.of("*.example.com", "192.0.2.0/24"),
                        List.of("secret.example.com", "10.0.0.0/8"));

        assertThat(guard.permits(host, addresses(addresses))).isEqualTo(isPermitted);
    }

    private static List<InetAddress> addresses(String texts) throws UnknownHostException {
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : texts.split(" ")) {
            addresses.add(InetAddress.getByName(text));
        }
        return addresses;
    }
}
