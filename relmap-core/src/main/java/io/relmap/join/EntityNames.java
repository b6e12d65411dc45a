package io.relmap.join;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Entities by simple, partial and full name (spec RC-126). */
final class EntityNames {

    private final List<EntityModel> entities;

    EntityNames(Collection<? extends EntityModel> entities) {
        this.entities = List.copyOf(entities);
    }

    List<EntityModel> all() {
        return entities;
    }

    /** The entities that the whole path names: the simple name after a suffix of the package. */
    List<EntityModel> named(List<String> path) {
        String simple = path.get(path.size() - 1);
        List<String> packages = path.subList(0, path.size() - 1);
        return entities.stream()
                .filter(entity -> entity.simpleName().equals(simple))
                .filter(entity -> endsWith(packageTokens(entity), packages))
                .toList();
    }

    /** How many names at the beginning of the path name an entity, the fewest; 0 for none. */
    int prefixLength(List<String> path) {
        for (int length = 1; length <= path.size(); length++) {
            if (!named(path.subList(0, length)).isEmpty()) {
                return length;
            }
        }
        return 0;
    }

    boolean isPackageToken(String name) {
        return entities.stream().anyMatch(entity -> packageTokens(entity).contains(name));
    }

    /** As much of the entity's name as tells it apart from all others. */
    String shortestName(EntityModel entity) {
        List<String> packages = packageTokens(entity);
        for (int length = 0; length <= packages.size(); length++) {
            List<String> path =
                    new ArrayList<>(packages.subList(packages.size() - length, packages.size()));
            path.add(entity.simpleName());
            if (named(path).size() == 1) {
                return String.join(".", path);
            }
        }
        return entity.qualifiedName();
    }

    List<String> simpleNames() {
        return new ArrayList<>(entities.stream().map(EntityModel::simpleName).toList());
    }

    private static List<String> packageTokens(EntityModel entity) {
        return entity.packageName().isEmpty()
                ? List.of()
                : Arrays.asList(entity.packageName().split("\\."));
    }

    private static boolean endsWith(List<String> tokens, List<String> suffix) {
        int from = tokens.size() - suffix.size();
        return from >= 0 && tokens.subList(from, tokens.size()).equals(suffix);
    }
}
