package io.relmap.processor;

import io.relmap.annotation.Entity;
import java.io.IOException;
import java.io.Writer;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Generates the typed metamodel. Each generated class depends on its entity and that one's superclasses
 * alone, so builds can run it incrementally.
 */
@SupportedAnnotationTypes("io.relmap.annotation.Entity")
public final class MetamodelProcessor extends AbstractProcessor {

    /** Called by the compiler. */
    public MetamodelProcessor() {}

    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        for (Element element : round.getElementsAnnotatedWith(Entity.class)) {
            if (element.getKind() == ElementKind.CLASS && isVisible(element)) {
                generate((TypeElement) element);
            }
        }
        return false;
    }

    private void generate(TypeElement entity) {
        MetamodelSource source = new MetamodelSource(processingEnv, entity);
        try (Writer writer =
                processingEnv
                        .getFiler()
                        .createSourceFile(source.qualifiedName(), entity)
                        .openWriter()) {
            writer.write(source.text());
        } catch (IOException e) {
            processingEnv
                    .getMessager()
                    .printMessage(
                            Diagnostic.Kind.ERROR,
                            "The metamodel " + source.qualifiedName() + " cannot be written: " + e,
                            entity);
        }
    }

    /** A private class cannot be named by generated code; its queries use names instead. */
    private static boolean isVisible(Element element) {
        for (Element e = element;
                e != null && e.getKind() != ElementKind.PACKAGE;
                e = e.getEnclosingElement()) {
            if (e.getModifiers().contains(Modifier.PRIVATE)) {
                return false;
            }
            if (!e.getKind().isClass() && !e.getKind().isInterface()) {
                return false;
            }
        }
        return true;
    }
}
