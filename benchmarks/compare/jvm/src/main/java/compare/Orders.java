package compare;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the routes of all servers take and answer, as records, and their logic. */
public final class Orders {
    private Orders() {}

    public record Message(String message) {}

    public record User(String id, String name) {}

    public record NumberedItem(int route, String item) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Item(double price, long qty) {}

    public record Invoice(
            long id,
            String customer,
            long items,
            double subtotal,
            double discount,
            double tax,
            long shipping,
            double total) {}

    public record Problem(String field, String message) {}

    public record Rejection(String message, List<Problem> errors) {}

    public record Registered(String email, String name) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Order(
            long id, String customer, String region, boolean express, List<Item> items) {
        public Invoice invoice() {
            double subtotal = 0;
            double discount = 0;
            long count = 0;
            for (Item item : items) {
                double line = item.price() * item.qty();
                if (item.qty() >= 10) {
                    discount += line * 0.05;
                }
                subtotal += line;
                count += item.qty();
            }
            double rate =
                    switch (region) {
                        case "EU" -> 0.2;
                        case "US" -> 0.07;
                        default -> 0.1;
                    };
            long shipping = 9;
            if (subtotal > 100) {
                shipping = express ? 15 : 0;
            }
            double tax = (subtotal - discount) * rate;
            double total = subtotal - discount + tax + shipping;
            return new Invoice(id, customer, count, subtotal, discount, tax, shipping, total);
        }
    }

    public record Quote(
            String customer,
            double net,
            double discount,
            double shipping,
            double insurance,
            double tax,
            double gross,
            long points,
            double due,
            double first,
            double rest,
            String state) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Inquiry(
            String customer,
            String country,
            String tier,
            String coupon,
            long quantity,
            @JsonProperty("unit_price") double unitPrice,
            double weight,
            boolean express) {
        public Quote quote() {
            double net = quantity * unitPrice;
            double rebate = 0;
            if (quantity >= 10) {
                rebate += 0.05;
            }
            if (quantity >= 100) {
                rebate += 0.05;
            }
            if (tier.equals("gold")) {
                rebate += 0.03;
            }
            if (coupon.equals("SPRING")) {
                rebate += 0.02;
            }
            if (rebate > 0.15) {
                rebate = 0.15;
            }
            double discount = net * rebate;
            double goods = net - discount;
            double vat = 0.2;
            if (country.equals("DE")) {
                vat = 0.19;
            }
            if (country.equals("US")) {
                vat = 0;
            }
            double base = 4.5;
            double load = weight * quantity;
            if (load > 20) {
                base += 6;
            }
            if (load > 100) {
                base += 20;
            }
            double shipping = base + load * 0.1;
            if (express) {
                shipping *= 2;
            }
            if (goods > 500) {
                shipping = 0;
            }
            double insurance = goods * 0.01;
            if (insurance < 2.5) {
                insurance = 2.5;
            }
            double handling = 1.5;
            if (quantity > 50) {
                handling += 5;
            }
            double taxable = goods + shipping + insurance + handling;
            double tax = taxable * vat;
            double gross = taxable + tax;
            long points = 0;
            if (tier.equals("gold")) {
                points = quantity * 3;
            }
            if (tier.equals("silver")) {
                points = quantity * 2;
            }
            if (gross > 200) {
                points += 25;
            }
            double fee = 0;
            if (gross < 50) {
                fee = 3;
            }
            double due = gross + fee;
            double rate = 1;
            if (country.equals("US")) {
                rate = 1.1;
            }
            double local = due * rate;
            double first = local / 4;
            double rest = local - first;
            String state = "open";
            if (local > 1000) {
                state = "review";
            }
            return new Quote(
                    customer, net, discount, shipping, insurance, tax, gross, points, due, first,
                    rest, state);
        }
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Account(
            @NotNull @Email String email,
            @NotNull @Size(min = 2) String name,
            @NotNull @Min(18) Long age,
            @Size(max = 5) List<String> tags) {
        private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");

        /** Checks by hand what the annotations say, for servers without Jakarta Validation. */
        public List<Problem> problems() {
            List<Problem> problems = new ArrayList<>();
            if (email == null || !EMAIL.matcher(email).matches()) {
                problems.add(new Problem("email", "must be an address of e-mail"));
            }
            if (name == null || name.length() < 2) {
                problems.add(new Problem("name", "must have at least 2 characters"));
            }
            if (age == null || age < 18) {
                problems.add(new Problem("age", "must be at least 18"));
            }
            if (tags != null && tags.size() > 5) {
                problems.add(new Problem("tags", "must have at most 5 elements"));
            }
            return problems;
        }
    }

    static double calculateTax(double price) {
        return price + 10;
    }
}
