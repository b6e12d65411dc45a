package io.relmap.boot.autoconfigure.aot;

import io.relmap.annotation.Entity;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.util.ReflectionUtils;

/**
 * What relmap does to entities by reflection: it reads their fields with annotations and generic types, makes objects by their
 * constructors, takes embedded records apart, and makes what annotations name by class. Not thread-safe.
 */
final class EntityHints {

    private static final String OWN_ANNOTATIONS = Entity.class.getPackageName();

    private final ReflectionHints hints;
    private final Set<Class<?>> seen = new HashSet<>();

    EntityHints(ReflectionHints hints) {
        this.hints = hints;
    }

    /** Registers a class, what it inherits, and what its fields and annotations name. */
    void register(Class<?> entity) {
        for (Class<?> type = entity;
                type != null && type != Object.class && seen.add(type);
                type = type.getSuperclass()) {
            hints.registerType(
                    type,
                    MemberCategory.ACCESS_DECLARED_FIELDS,
                    MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
            registerNamed(type);
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    registerNamed(field);
                    registerContent(field.getGenericType());
                }
            }
            for (Class<?> member : type.getDeclaredClasses()) {
                if (member.isRecord()) { // the key of several columns, by its names
                    registerRecord(member);
                }
            }
        }
    }

    /** Embedded records, and entities that holders lead to although they are not found by scanning. */
    private void registerContent(Type type) {
        if (type instanceof ParameterizedType holder) {
            for (Type argument : holder.getActualTypeArguments()) {
                registerContent(argument);
            }
        } else if (type instanceof Class<?> content) {
            if (content.isRecord()) {
                registerRecord(content);
            } else if (content.isAnnotationPresent(Entity.class)) {
                register(content);
            }
        }
    }

    private void registerRecord(Class<?> type) {
        if (!seen.add(type)) {
            return;
        }
        hints.registerType(
                type,
                MemberCategory.ACCESS_DECLARED_FIELDS,
                MemberCategory.INVOKE_DECLARED_CONSTRUCTORS,
                MemberCategory.INVOKE_DECLARED_METHODS);
        for (Field field : type.getDeclaredFields()) {
            registerNamed(field);
            registerContent(field.getGenericType());
        }
    }

    /** Converters, comparators, collections and listeners that annotations name. */
    private void registerNamed(AnnotatedElement element) {
        for (Annotation annotation : element.getAnnotations()) {
            Class<? extends Annotation> type = annotation.annotationType();
            if (!type.getPackageName().equals(OWN_ANNOTATIONS)) {
                continue;
            }
            for (Method attribute : type.getDeclaredMethods()) {
                if (attribute.getReturnType() == Class.class
                        || attribute.getReturnType() == Class[].class) {
                    registerMade(ReflectionUtils.invokeMethod(attribute, annotation));
                }
            }
        }
    }

    private void registerMade(@Nullable Object named) {
        if (named instanceof Class<?>[] several) {
            for (Class<?> one : several) {
                registerMade(one);
            }
        } else if (named instanceof Class<?> one) {
            hints.registerType(one, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
        }
    }
}
