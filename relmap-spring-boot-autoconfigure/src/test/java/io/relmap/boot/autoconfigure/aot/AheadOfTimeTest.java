package io.relmap.boot.autoconfigure.aot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.annotation.Column;
import io.relmap.annotation.Convert;
import io.relmap.annotation.Embedded;
import io.relmap.annotation.Entity;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.boot.autoconfigure.RelmapAutoConfiguration;
import io.relmap.boot.autoconfigure.RelmapManagedTypes;
import io.relmap.holder.ToOne;
import io.relmap.observe.AttributeListener;
import io.relmap.query.Query;
import io.relmap.session.Session;
import io.relmap.spring.data.callback.BeforeSaveCallback;
import io.relmap.spring.data.config.EnableRelmapAuditing;
import io.relmap.spring.fixture.Author;
import io.relmap.spring.fixture.Book;
import io.relmap.spring.fixture.Stock;
import io.relmap.type.Converter;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.core.io.InputStreamSource;
import org.springframework.javapoet.ClassName;

@DisplayName("Ahead of time")
class AheadOfTimeTest {

    private final InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
    private final RuntimeHints hints = new RuntimeHints();

    @Test
    void entitiesAreWrittenDownByNameInThePlaceOfScanning() throws IOException {
        process();

        String code = source("RelmapAutoConfiguration__BeanDefinitions");
        assertThat(code)
                .contains("RelmapManagedTypes.named(")
                .contains("\"" + Author.class.getName() + "\"")
                .contains("\"" + Book.class.getName() + "\"")
                .doesNotContain("relmapManagedTypes(");
    }

    @Test
    void theInjectedSessionIsNotClosedAtTheEnd() throws IOException {
        process();

        String code = source("RelmapAutoConfiguration__BeanDefinitions");
        assertThat(code.substring(code.indexOf("getRelmapSessionBeanDefinition()")))
                .contains("beanDefinition.setDestroyMethodName(\"\")");
    }

    @Test
    void auditingAndCallbacksAreWrittenDown() throws IOException {
        process(Listening.class);

        assertThat(source("AuditingListener__BeanDefinitions")).contains("AuditingListener");
        assertThat(source("RelmapAutoConfiguration__BeanDefinitions"))
                .contains("relmapEntityCallbacks");
    }

    @Test
    void entitiesAndProxiesHaveHints() {
        process();

        for (Class<?> entity : new Class<?>[] {Author.class, Book.class, Stock.class}) {
            assertThat(fieldsAndConstructors(entity)).as("%s", entity).isTrue();
        }
        assertThat(fieldsAndConstructors(Stock.Key.class)).isTrue();
        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Session.class)).accepts(hints);
        assertThat(RuntimeHintsPredicates.proxies().forInterfaces(Query.class)).accepts(hints);
    }

    @Test
    void whatAnEntityInheritsEmbedsAndNamesHasHintsToo() {
        new EntityHints(hints.reflection()).register(Parcel.class);

        assertThat(fieldsAndConstructors(Parcel.class)).isTrue();
        assertThat(fieldsAndConstructors(Numbered.class)).isTrue();
        assertThat(fieldsAndConstructors(Address.class)).isTrue();
        assertThat(fieldsAndConstructors(Stamp.class)).isTrue();
        assertThat(
                        RuntimeHintsPredicates.reflection()
                                .onType(Address.class)
                                .withMemberCategory(MemberCategory.INVOKE_DECLARED_METHODS))
                .accepts(hints);
        assertThat(
                        RuntimeHintsPredicates.reflection()
                                .onType(LoudConverter.class)
                                .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                .accepts(hints);
        for (Class<?> listener : new Class<?>[] {Watching.class, Seeing.class}) {
            assertThat(
                            RuntimeHintsPredicates.reflection()
                                    .onType(listener)
                                    .withMemberCategory(
                                            MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                    .accepts(hints);
        }
    }

    @Test
    void namesThatAreNoClassesAreRefused() {
        assertThat(RelmapManagedTypes.named(Author.class.getName()).toList())
                .containsExactly(Author.class);
        assertThatThrownBy(() -> RelmapManagedTypes.named("io.relmap.Nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("io.relmap.Nobody");
    }

    private boolean fieldsAndConstructors(Class<?> type) {
        return RuntimeHintsPredicates.reflection()
                .onType(type)
                .withMemberCategories(
                        MemberCategory.ACCESS_DECLARED_FIELDS,
                        MemberCategory.INVOKE_DECLARED_CONSTRUCTORS)
                .test(hints);
    }

    private void process(Class<?>... more) {
        try (var context = new AnnotationConfigApplicationContext()) {
            AutoConfigurationPackages.register(context, Author.class.getPackageName());
            for (Class<?> one : more) {
                context.register(one);
            }
            context.register(
                    DataSourceAutoConfiguration.class,
                    TransactionAutoConfiguration.class,
                    RelmapAutoConfiguration.class);
            var generation =
                    new DefaultGenerationContext(
                            new ClassNameGenerator(ClassName.get("io.relmap", "Application")),
                            files,
                            hints);
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            generation.writeGeneratedContent();
        }
    }

    private String source(String name) throws IOException {
        Map<String, InputStreamSource> sources = files.getGeneratedFiles(Kind.SOURCE);
        for (Map.Entry<String, InputStreamSource> source : sources.entrySet()) {
            if (source.getKey().endsWith("/" + name + ".java")) {
                return new String(source.getValue().getInputStream().readAllBytes());
            }
        }
        throw new AssertionError("No " + name + " in " + sources.keySet());
    }

    /** An application that listens to what is written. */
    @Configuration(proxyBeanMethods = false)
    @EnableRelmapAuditing
    static class Listening {

        @Bean
        BeforeSaveCallback<Author> callback() {
            return author -> author;
        }
    }

    /** What entities inherit. */
    static class Numbered {
        @Id private Long id;
    }

    /** An entity of all kinds of fields. */
    @Entity(table = "parcel")
    static class Parcel extends Numbered {
        @Embedded private Address address;

        @Convert(LoudConverter.class)
        @Column
        private String label;

        @Relationship(listeners = {Watching.class, Seeing.class})
        private final ToOne<Parcel> next = ToOne.of(this);

        @Relationship(target = Stamp.class)
        private final ToOne<Stamp> stamp = ToOne.of(this);
    }

    /** An entity that an annotation names and that is not found by scanning. */
    @Entity(table = "stamp")
    static class Stamp extends Numbered {}

    /** Named by an annotation among several. */
    static class Watching implements AttributeListener {}

    /** Another one. */
    static class Seeing implements AttributeListener {}

    /** Embedded. */
    record Address(String street, String town) {}

    /** Named by an annotation. */
    static class LoudConverter implements Converter<String, String> {

        @Override
        public String toDatabase(String value) {
            return value;
        }

        @Override
        public String toJava(String value) {
            return value;
        }
    }
}
