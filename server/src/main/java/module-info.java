import org.jspecify.annotations.NullMarked;

/** HTTP, WebSocket, administration, storage, connectors and the command line. */
@NullMarked
module dev.tiercel.server {
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires com.networknt.schema;
    requires com.nimbusds.jose.jwt;
    requires com.zaxxer.hikari;
    requires dev.tiercel.frontend;
    requires dev.tiercel.interpreter;
    requires dev.tiercel.ir;
    requires dev.tiercel.jit;
    requires info.picocli;
    requires io.helidon.common.buffers;
    requires io.helidon.common.socket;
    requires io.helidon.common.task;
    requires io.helidon.common.tls;
    requires io.helidon.http;
    requires io.helidon.http.encoding;
    requires io.helidon.webserver;
    requires io.helidon.webserver.http2;
    requires io.prometheus.metrics.core;
    requires io.prometheus.metrics.model;
    requires io.prometheus.writer.text;
    requires io.vertx.core;
    requires io.vertx.redis.client;
    requires java.logging;
    requires java.management;
    requires java.net.http;
    requires java.sql;
    requires jdk.management;
    requires org.mariadb.jdbc;
    requires org.postgresql.jdbc;
    requires org.slf4j;
    requires org.xerial.sqlitejdbc;
    requires re2j;
    requires static org.jspecify;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    opens dev.tiercel.server.cli to
            info.picocli;
}
