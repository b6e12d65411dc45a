package io.relmap.benchmarks;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands behind a command as {@code --name=value}. */
record Options(Map<String, String> values) {

    static Options of(List<String> arguments, Set<String> known) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 0) {
                throw new IllegalArgumentException("Not an option: " + argument);
            }
            String name = argument.substring(2, equals);
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        "There is no option --" + name + ", only " + known);
            }
            values.put(name, argument.substring(equals + 1));
        }
        return new Options(values);
    }

    String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    int number(String name, int otherwise) {
        return Integer.parseInt(text(name, String.valueOf(otherwise)));
    }

    double fraction(String name, double otherwise) {
        return Double.parseDouble(text(name, String.valueOf(otherwise)));
    }

    /** The words between commas; all of these where the option is not given. */
    List<String> words(String name, List<String> otherwise) {
        String text = values.get(name);
        return text == null ? otherwise : List.of(text.split(","));
    }
}
