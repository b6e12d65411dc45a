package io.relmap.processor;

import io.relmap.annotation.Embedded;
import io.relmap.annotation.HolderType;
import io.relmap.annotation.Relationship;
import io.relmap.annotation.Transient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.MirroredTypeException;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** The text of one generated class. */
final class MetamodelSource {

    private static final String QUERY = "io.relmap.query.";

    private final Elements elements;
    private final Types types;
    private final TypeElement entity;
    private final String packageName;
    private final String simpleName;
    private final Map<String, String> constants = new LinkedHashMap<>();

    MetamodelSource(ProcessingEnvironment environment, TypeElement entity) {
        elements = environment.getElementUtils();
        types = environment.getTypeUtils();
        this.entity = entity;
        packageName = elements.getPackageOf(entity).getQualifiedName().toString();
        simpleName = nestedName() + "_";
    }

    String qualifiedName() {
        return packageName.isEmpty() ? simpleName : packageName + "." + simpleName;
    }

    String text() {
        DeclaredType type = (DeclaredType) entity.asType();
        for (VariableElement field : fields()) {
            add(field.getSimpleName().toString(), field, types.asMemberOf(type, field));
        }
        StringBuilder out = new StringBuilder();
        if (!packageName.isEmpty()) {
            out.append("package ").append(packageName).append(";\n\n");
        }
        out.append("/** The attributes of {@link ")
                .append(entityName())
                .append("}, for queries. */\n");
        if (elements.getTypeElement("javax.annotation.processing.Generated") != null) {
            out.append("@javax.annotation.processing.Generated(\"")
                    .append(MetamodelProcessor.class.getName())
                    .append("\")\n");
        }
        if (!entity.getTypeParameters().isEmpty()) {
            out.append("@SuppressWarnings(\"rawtypes\")\n");
        }
        out.append(isPublic() ? "public " : "").append("final class ").append(simpleName);
        out.append(" {\n");
        constants.values().forEach(constant -> out.append('\n').append(constant));
        out.append("\n    private ").append(simpleName).append("() {}\n}\n");
        return out.toString();
    }

    private void add(String name, VariableElement field, TypeMirror type) {
        HolderType holder = holderOf(type);
        if (holder == null) {
            if (field.getAnnotation(Embedded.class) != null && isRecord(type)) {
                embedded(name, type);
            } else {
                column(name, name, type);
            }
            return;
        }
        List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
        switch (holder.value()) {
            case REFERENCE, LIST, SET, QUERY, CUSTOM -> relationship(name, field, arguments, 0);
            case MAP -> relationship(name, field, arguments, 1);
            case COLUMN -> {
                if (!arguments.isEmpty()) {
                    column(name, name, arguments.get(0));
                }
            }
            case STATE -> {
                // no attribute
            }
        }
    }

    private void embedded(String name, TypeMirror type) {
        Element embedded = types.asElement(type);
        for (RecordComponentElement component :
                ElementFilter.recordComponentsIn(embedded.getEnclosedElements())) {
            String part = component.getSimpleName().toString();
            String constant = name + Character.toUpperCase(part.charAt(0)) + part.substring(1);
            column(constant, name + "." + part, component.asType());
        }
    }

    private void column(String constant, String path, TypeMirror type) {
        TypeMirror boxed =
                type.getKind().isPrimitive()
                        ? types.boxedClass(types.getPrimitiveType(type.getKind())).asType()
                        : type;
        String name = isPlain(boxed) ? nameOf(boxed) : "Object";
        constant(constant, "ColumnPath", name, path);
    }

    private void relationship(
            String name, VariableElement field, List<? extends TypeMirror> arguments, int place) {
        TypeMirror target = declaredTarget(field);
        if (target == null && arguments.size() > place) {
            target = arguments.get(place);
        }
        String type = target == null || !isPlain(target) ? "Object" : nameOf(target);
        constant(name, "RelationshipPath", type, name);
    }

    private void constant(String name, String kind, String type, String path) {
        if (constants.containsKey(name)) {
            return;
        }
        String factory = QUERY + kind;
        constants.put(
                name,
                "    /** {@code "
                        + entity.getSimpleName()
                        + "."
                        + path
                        + "} */\n    public static final "
                        + factory
                        + "<"
                        + entityName()
                        + ", "
                        + type
                        + "> "
                        + name
                        + " =\n            "
                        + factory
                        + ".of("
                        + entityName()
                        + ".class, \""
                        + path
                        + "\", "
                        + type
                        + ".class);\n");
    }

    /** The fields that are stored, those of the topmost superclass first. */
    private List<VariableElement> fields() {
        List<VariableElement> fields = new ArrayList<>();
        for (TypeElement type = entity; type != null; type = superclass(type)) {
            List<VariableElement> own = new ArrayList<>();
            for (VariableElement field : ElementFilter.fieldsIn(type.getEnclosedElements())) {
                if (!field.getModifiers().contains(Modifier.STATIC)
                        && !field.getModifiers().contains(Modifier.TRANSIENT)
                        && field.getAnnotation(Transient.class) == null) {
                    own.add(field);
                }
            }
            fields.addAll(0, own);
        }
        return fields;
    }

    private static @Nullable TypeElement superclass(TypeElement type) {
        TypeMirror superclass = type.getSuperclass();
        return superclass instanceof DeclaredType declared
                ? (TypeElement) declared.asElement()
                : null;
    }

    private @Nullable HolderType holderOf(TypeMirror type) {
        return type.getKind() == TypeKind.DECLARED
                ? types.asElement(type).getAnnotation(HolderType.class)
                : null;
    }

    /** The target that {@code @Relationship} names, or null. A class can be read as a mirror only. */
    private static @Nullable TypeMirror declaredTarget(VariableElement field) {
        Relationship relationship = field.getAnnotation(Relationship.class);
        if (relationship == null) {
            return null;
        }
        try {
            throw new IllegalStateException("A class in the compiler: " + relationship.target());
        } catch (MirroredTypeException mirrored) {
            TypeMirror target = mirrored.getTypeMirror();
            return target.getKind() == TypeKind.DECLARED ? target : null;
        }
    }

    private boolean isRecord(TypeMirror type) {
        Element element = types.asElement(type);
        return element != null && element.getKind() == ElementKind.RECORD;
    }

    /** Whether generated code can name the type with {@code .class} and nothing is lost. */
    private boolean isPlain(TypeMirror type) {
        if (type instanceof ArrayType array) {
            TypeMirror component = array.getComponentType();
            return component.getKind().isPrimitive() || isPlain(component);
        }
        return type instanceof DeclaredType declared
                && declared.getTypeArguments().isEmpty()
                && ((TypeElement) declared.asElement()).getTypeParameters().isEmpty()
                && isNameable(declared.asElement());
    }

    private boolean isNameable(Element type) {
        boolean samePackage = elements.getPackageOf(type).equals(elements.getPackageOf(entity));
        for (Element e : nesting(type)) {
            boolean visible =
                    e.getModifiers().contains(Modifier.PUBLIC)
                            || (samePackage && !e.getModifiers().contains(Modifier.PRIVATE));
            if (!visible) {
                return false;
            }
        }
        return true;
    }

    private String nameOf(TypeMirror type) {
        if (type instanceof ArrayType array) {
            TypeMirror component = array.getComponentType();
            String name =
                    component.getKind().isPrimitive()
                            ? component.getKind().name().toLowerCase(Locale.ROOT)
                            : nameOf(component);
            return name + "[]";
        }
        return ((TypeElement) types.asElement(type)).getQualifiedName().toString();
    }

    private String entityName() {
        return entity.getQualifiedName().toString();
    }

    /** {@code Outer_Inner} for a nested class. */
    private String nestedName() {
        StringBuilder name = new StringBuilder(entity.getSimpleName());
        for (Element e : nesting(entity)) {
            if (!e.equals(entity)) {
                name.insert(0, e.getSimpleName() + "_");
            }
        }
        return name.toString();
    }

    /** The type and the types around it, the innermost first. */
    private static List<Element> nesting(Element type) {
        List<Element> all = new ArrayList<>();
        for (Element e = type;
                e != null && (e.getKind().isClass() || e.getKind().isInterface());
                e = e.getEnclosingElement()) {
            all.add(e);
        }
        return all;
    }

    private boolean isPublic() {
        for (Element e : nesting(entity)) {
            if (!e.getModifiers().contains(Modifier.PUBLIC)) {
                return false;
            }
        }
        return true;
    }
}
