package io.relmap.join;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the known names that a mistyped one probably meant. */
final class NearNames {

    private static final int MANY = 12;

    private NearNames() {}

    /** {@code "; did you mean a or b?"}, or the known names if none is near, or nothing. */
    static String hint(String name, Collection<String> known) {
        int limit = Math.max(1, (name.length() + 1) / 3);
        List<String> near =
                known.stream()
                        .distinct()
                        .filter(candidate -> distance(name, candidate) <= limit)
                        .sorted(Comparator.comparingInt(candidate -> distance(name, candidate)))
                        .limit(3)
                        .toList();
        if (!near.isEmpty()) {
            return "; did you mean " + String.join(" or ", near) + "?";
        } else if (known.isEmpty()) {
            return "";
        }
        return "; known are "
                + known.stream().distinct().limit(MANY).collect(Collectors.joining(", "))
                + (known.size() > MANY ? ", ..." : "");
    }

    /** The number of characters to change, add or take away; case and underscores count nothing. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT).replace("_", "");
        String b = right.toLowerCase(Locale.ROOT).replace("_", "");
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(change, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
