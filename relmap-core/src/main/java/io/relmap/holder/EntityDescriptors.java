package io.relmap.holder;

import io.relmap.annotation.Entity;
import io.relmap.annotation.Internal;
import io.relmap.attribute.EntityShape;
import io.relmap.attribute.RelationshipAttribute;
import io.relmap.backref.BackrefListener;
import io.relmap.error.ErrorCode;
import io.relmap.error.InvalidRequestException;
import io.relmap.error.MappingException;
import io.relmap.mapping.Behaviours;
import io.relmap.mapping.Wiring;
import io.relmap.mapping.config.AnnotatedWirings;
import io.relmap.state.InstanceState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors of all entity classes: one for each, from its annotations, or published once for a class
 * that is mapped in code. A class that is neither belongs to its nearest superclass that is: anonymous
 * classes and proxies. Safe for use by several threads.
 */
@Internal
public final class EntityDescriptors {

    /** What was published for classes without annotations. */
    private static final ClassValue<AtomicReference<@Nullable List<Wiring>>> PUBLISHED =
            new ClassValue<>() {
                @Override
                protected AtomicReference<@Nullable List<Wiring>> computeValue(Class<?> type) {
                    return new AtomicReference<>(null);
                }
            };

    private static final ClassValue<EntityDescriptor> DESCRIPTORS =
            new ClassValue<>() {
                @Override
                protected EntityDescriptor computeValue(Class<?> type) {
                    return describe(type);
                }
            };

    private static final EntityShape.Surroundings SURROUNDINGS =
            new EntityShape.Surroundings(
                    EntityDescriptors::stateOf,
                    EntityDescriptors::targetOf,
                    Behaviours.STRICT,
                    BackrefListener::listenTo);

    /** Counts publications: a class may lead to one that is published later. */
    private static volatile int epoch;

    private EntityDescriptors() {}

    /**
     * The slots of a class's objects.
     *
     * @throws InvalidRequestException if neither the class nor a superclass is mapped
     */
    public static EntityShape shapeOf(Class<?> type) {
        return descriptorOf(type).shape();
    }

    /** The class, or its nearest superclass, that is an entity; null if there is none. */
    public static @Nullable Class<?> nearestMappedClass(Class<?> type) {
        for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
            if (at.isAnnotationPresent(Entity.class) || PUBLISHED.get(at).get() != null) {
                return at;
            }
        }
        return null;
    }

    /**
     * Publishes the relationships of a class that is mapped in code. The same again is fine.
     *
     * @throws MappingException if the class has others, by its annotations or by another mapping
     */
    public static void publish(Class<?> type, List<Wiring> wirings) {
        List<Wiring> known =
                type.isAnnotationPresent(Entity.class)
                        ? AnnotatedWirings.of(type)
                        : PUBLISHED.get(type).get();
        if (known == null && PUBLISHED.get(type).compareAndSet(null, List.copyOf(wirings))) {
            DESCRIPTORS.remove(type);
            synchronized (EntityDescriptors.class) {
                epoch++;
            }
            return;
        }
        if (!SameWirings.are(known == null ? PUBLISHED.get(type).get() : known, wirings)) {
            throw new MappingException(
                    ErrorCode.DESCRIPTOR_CONFLICT,
                    type.getName()
                            + " is mapped with other relationships already ("
                            + SameWirings.names(known)
                            + "; now "
                            + SameWirings.names(wirings)
                            + "). A class has one set of relationships in a program, because its objects"
                            + " keep both sides in step without a mapping. Use the same relationships, or"
                            + " another class.");
        }
    }

    /** The state of an object, made if there is none. */
    public static InstanceState stateOf(@Nullable Object entity) {
        if (entity instanceof DynamicEntity dynamic) {
            return dynamic.state();
        }
        if (entity == null || entity instanceof Class<?>) {
            throw new InvalidRequestException(
                    ErrorCode.NOT_AN_ENTITY,
                    entity == null
                            ? "null is no object of an entity"
                            : entity + " is a class; an object of it is needed");
        }
        return descriptorOf(entity.getClass()).stateOf(entity);
    }

    /** Binds a holder at its first use. */
    static InstanceState bind(Object owner, Object holder) {
        return descriptorOf(owner.getClass()).bind(owner, holder);
    }

    static EntityDescriptor descriptorOf(Class<?> type) {
        EntityDescriptor descriptor = DESCRIPTORS.get(type);
        if (!descriptor.isLinkedAt(epoch)) {
            link(descriptor);
        }
        return descriptor;
    }

    private static EntityDescriptor describe(Class<?> type) {
        Class<?> mapped = nearestMappedClass(type);
        if (mapped == null) {
            throw new InvalidRequestException(
                    ErrorCode.NOT_AN_ENTITY,
                    type.getName()
                            + " is not mapped: annotate it with @Entity, or build the mapping that maps"
                            + " it in code before its objects are used.");
        }
        if (mapped != type) {
            return DESCRIPTORS.get(mapped);
        }
        Entity annotation = type.getAnnotation(Entity.class);
        List<AnnotatedWirings.Declared> declared =
                annotation == null ? List.of() : AnnotatedWirings.declared(type);
        List<Wiring> published = PUBLISHED.get(type).get();
        List<Wiring> wirings =
                published != null
                        ? published
                        : declared.stream().map(AnnotatedWirings.Declared::wiring).toList();
        String name =
                annotation == null || annotation.name().isEmpty()
                        ? type.getSimpleName()
                        : annotation.name();
        return new EntityDescriptor(
                type, new EntityShape(name, type, SURROUNDINGS), wirings, declared);
    }

    /** Tells all classes that can be reached from one what backrefs make of them, before they are used. */
    private static synchronized void link(EntityDescriptor start) {
        int now = epoch;
        Deque<EntityDescriptor> open = new ArrayDeque<>(List.of(start));
        Deque<EntityDescriptor> done = new ArrayDeque<>();
        while (!open.isEmpty()) {
            EntityDescriptor descriptor = open.pop();
            if (descriptor.isLinkedAt(now) || done.contains(descriptor)) {
                continue;
            }
            done.add(descriptor);
            for (RelationshipAttribute attribute : descriptor.shape().attributes()) {
                EntityDescriptor target = find(attribute.wiring().target());
                if (target != null) {
                    open.push(target);
                }
            }
            for (AnnotatedWirings.Declared declared : descriptor.declared()) {
                EntityDescriptor target = find(declared.wiring().target());
                if (target != null && declared.generated() != null) {
                    claim(target, declared.generated());
                }
            }
        }
        done.forEach(descriptor -> descriptor.linkedAt(now));
    }

    private static void claim(EntityDescriptor target, Wiring generated) {
        RelationshipAttribute existing = target.shape().find(generated.name());
        if (existing == null || existing.wiring().reverse() == null) {
            target.shape().claim(generated);
        }
    }

    private static @Nullable EntityDescriptor find(@Nullable Class<?> type) {
        return type == null || nearestMappedClass(type) == null ? null : DESCRIPTORS.get(type);
    }

    private static @Nullable EntityShape targetOf(RelationshipAttribute attribute) {
        EntityDescriptor target = find(attribute.wiring().target());
        return target == null ? null : target.shape();
    }
}
