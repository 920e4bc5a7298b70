package compare;

import compare.Orders.Account;
import compare.Orders.Inquiry;
import compare.Orders.Invoice;
import compare.Orders.Message;
import compare.Orders.NumberedItem;
import compare.Orders.Order;
import compare.Orders.Problem;
import compare.Orders.Quote;
import compare.Orders.Registered;
import compare.Orders.Rejection;
import compare.Orders.User;

import jakarta.validation.Valid;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import java.lang.reflect.Method;
import java.util.Map;

/**
 * The compared routes with Spring Boot on virtual threads. Arguments: the port, the number of
 * further routes.
 */
@SpringBootApplication
@RestController
public class SpringServer {
    /** Starts the server, and registers the further routes. */
    public static void main(String[] arguments) throws NoSuchMethodException {
        SpringApplication application = new SpringApplication(SpringServer.class);
        application.setDefaultProperties(
                Map.of(
                        "server.address", "127.0.0.1",
                        "server.port", arguments[0],
                        "server.tomcat.max-keep-alive-requests", "-1",
                        "spring.threads.virtual.enabled", "true",
                        "logging.level.root", "warn"));
        register(
                application
                        .run()
                        .getBean(
                                "requestMappingHandlerMapping", RequestMappingHandlerMapping.class),
                Integer.parseInt(arguments[1]));
    }

    private static void register(RequestMappingHandlerMapping mapping, int routes)
            throws NoSuchMethodException {
        Method method = NumberedRoute.class.getMethod("item", String.class);
        for (int i = 0; i < routes; i++) {
            RequestMappingInfo info =
                    RequestMappingInfo.paths("/n" + i + "/items/{id}")
                            .methods(RequestMethod.GET)
                            .options(mapping.getBuilderConfiguration())
                            .build();
            mapping.registerMapping(info, new NumberedRoute(i), method);
        }
    }

    /** One of the further routes. */
    public record NumberedRoute(int number) {
        @ResponseBody
        public NumberedItem item(@PathVariable("id") String id) {
            return new NumberedItem(number, id);
        }
    }

    @GetMapping("/api/hello")
    public Message hello() {
        return new Message("Hello, World!");
    }

    @GetMapping("/api/users/{id}")
    public User user(@PathVariable("id") String id) {
        return new User(id, "User " + id);
    }

    @PostMapping("/api/checkout/0")
    public double checkout() {
        return Orders.calculateTax(50);
    }

    @PostMapping("/api/orders/0")
    public Invoice order(@RequestBody Order order) {
        return order.invoice();
    }

    @PostMapping("/api/quotes")
    public Quote quote(@RequestBody Inquiry inquiry) {
        return inquiry.quote();
    }

    @PostMapping("/api/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    public Registered register(@Valid @RequestBody Account account) {
        return new Registered(account.email(), account.name());
    }

    @ExceptionHandler(MethodArgumentNotValidException.class)
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    public Rejection rejected(MethodArgumentNotValidException exception) {
        return new Rejection(
                "Validation failed",
                exception.getFieldErrors().stream()
                        .map(error -> new Problem(error.getField(), error.getDefaultMessage()))
                        .toList());
    }
}
