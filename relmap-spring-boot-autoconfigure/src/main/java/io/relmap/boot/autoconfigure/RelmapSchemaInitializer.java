package io.relmap.boot.autoconfigure;

import io.relmap.Relmap;
import io.relmap.boot.autoconfigure.diagnostics.SchemaMismatchException;
import io.relmap.ddl.SchemaDifference;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;

/** Does with the tables what a {@link SchemaMode} says, when the application starts and ends. */
final class RelmapSchemaInitializer implements InitializingBean, DisposableBean {

    private final Relmap relmap;
    private final SchemaMode mode;

    RelmapSchemaInitializer(Relmap relmap, SchemaMode mode) {
        this.relmap = relmap;
        this.mode = mode;
    }

    SchemaMode mode() {
        return mode;
    }

    @Override
    public void afterPropertiesSet() {
        switch (mode) {
            case NONE -> {}
            case VALIDATE -> validate();
            case UPDATE_REPORT -> SchemaReport.log(relmap.schema());
            case CREATE, CREATE_DROP -> relmap.schema().createAll();
        }
    }

    private void validate() {
        List<SchemaDifference> differences = relmap.schema().validate();
        if (!differences.isEmpty()) {
            throw new SchemaMismatchException(differences);
        }
    }

    @Override
    public void destroy() {
        if (mode == SchemaMode.CREATE_DROP) {
            relmap.schema().dropAll();
        }
    }
}
