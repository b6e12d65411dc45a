package io.relmap.holder;

import io.relmap.attribute.EntityShape;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.mapping.Wiring;
import io.relmap.mapping.config.AnnotatedWirings;
import io.relmap.state.InstanceState;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What relmap knows of one entity class without a mapping: its slots, and the fields that view them. The
 * state of an object hangs on its holders; the first one that is there leads to it.
 */
final class EntityDescriptor {

    private final Class<?> type;
    private final EntityShape shape;
    private final HolderHandle[] fields;
    private final WeakStates states = new WeakStates();
    private final List<AnnotatedWirings.Declared> declared;
    private volatile int linkedAt = -1;

    EntityDescriptor(
            Class<?> type,
            EntityShape shape,
            List<Wiring> wirings,
            List<AnnotatedWirings.Declared> declared) {
        this.type = type;
        this.shape = shape;
        this.declared = declared;
        wirings.forEach(shape::add);
        fields =
                AnnotatedWirings.holderFields(type).stream()
                        .map(HolderHandle::new)
                        .toArray(HolderHandle[]::new);
    }

    Class<?> type() {
        return type;
    }

    EntityShape shape() {
        return shape;
    }

    /** The relationships with what their backrefs make on the other side; empty for a class without annotations. */
    List<AnnotatedWirings.Declared> declared() {
        return declared;
    }

    boolean isLinkedAt(int epoch) {
        return linkedAt >= epoch;
    }

    void linkedAt(int epoch) {
        linkedAt = epoch;
    }

    /** The state of an object, made if there is none. */
    InstanceState stateOf(Object entity) {
        if (fields.length == 0) {
            return states.of(entity, shape);
        }
        HolderHandle first = fields[0];
        Object holder = first.get(entity);
        if (holder != null) {
            InstanceState state = first.kind().state(holder);
            if (state != null && state.entity() == entity) {
                return state;
            }
        }
        return bindAll(entity);
    }

    /** Binds a holder at its first use. */
    InstanceState bind(Object entity, Object holder) {
        for (HolderHandle field : fields) {
            if (field.get(entity) == holder) {
                return bindAll(entity);
            }
        }
        throw notFound(entity);
    }

    /** Binds the holders of an object that was just made: no state can be there yet. */
    InstanceState bindNew(Object entity) {
        if (fields.length == 0) {
            return states.of(entity, shape);
        }
        for (HolderHandle field : fields) {
            Object holder = field.get(entity);
            if (holder != null && field.kind().state(holder) != null) {
                return bindAll(entity); // the constructor has used a holder
            }
        }
        InstanceState state = new InstanceState(entity, shape);
        bindTo(entity, state);
        return state;
    }

    private InstanceState bindAll(Object entity) {
        InstanceState state = null;
        boolean anyAssigned = false;
        for (HolderHandle field : fields) {
            Object holder = field.get(entity);
            if (holder == null) {
                continue;
            }
            anyAssigned = true;
            if (field.kind().owner(holder) != entity) {
                throw ofAnother(field, entity);
            }
            if (state == null) {
                state = field.kind().state(holder);
            }
        }
        if (!anyAssigned) {
            throw notFound(entity);
        }
        if (state == null) {
            state = new InstanceState(entity, shape);
        }
        bindTo(entity, state);
        return state;
    }

    private void bindTo(Object entity, InstanceState state) {
        for (HolderHandle field : fields) {
            Object holder = field.get(entity);
            if (holder == null || field.kind().state(holder) != null) {
                continue;
            }
            if (field.kind() == HolderKind.COLUMN) {
                field.kind().bind(holder, state, field.name());
                continue;
            }
            RelationshipAttribute attribute = attributeOf(field);
            Restored restored = field.kind().restored(holder);
            field.kind().bind(holder, state, attribute);
            if (restored != null && attribute != null) {
                restored.applyTo(state, attribute);
            }
        }
    }

    private @Nullable RelationshipAttribute attributeOf(HolderHandle field) {
        RelationshipAttribute attribute = shape.find(field.name());
        if (attribute == null && field.kind() != HolderKind.STATE) {
            throw Bindings.notReady(
                    shape.name()
                            + "."
                            + field.name()
                            + " is a holder, but the mapping of "
                            + shape.name()
                            + " has no relationship of that name. Map it, or mark the field"
                            + " @Transient.");
        }
        return attribute;
    }

    private RuntimeException notFound(Object entity) {
        List<String> missing = new ArrayList<>();
        List<String> all = new ArrayList<>();
        for (HolderHandle field : fields) {
            String name = shape.name() + "." + field.name();
            all.add(name);
            if (field.get(entity) == null) {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            return Bindings.notReady(
                    String.join(", ", missing)
                            + " is used before the field is assigned. Assign holders where they are"
                            + " declared, before a constructor or an initializer uses them.");
        }
        return Bindings.notReady(
                "A holder that was made for an object of "
                        + type.getName()
                        + " is in none of its holder fields ("
                        + all.stream().collect(Collectors.joining(", "))
                        + "). Make holders with of(this), keep them in the field that declares them, and"
                        + " never hand one to another object.");
    }

    private RuntimeException ofAnother(HolderHandle field, Object entity) {
        return Bindings.notReady(
                "The holder in "
                        + shape.name()
                        + "."
                        + field.name()
                        + " belongs to another object than the "
                        + entity.getClass().getSimpleName()
                        + " that has it: it was copied by clone(), or made with of(...) of another"
                        + " object. Let copies make their own holders with of(this).");
    }
}
