package io.relmap.mapping.config;

import io.relmap.annotation.InnerJoin;
import io.relmap.annotation.Lazy;
import io.relmap.annotation.PassiveDeletes;
import io.relmap.annotation.SyncBackref;
import io.relmap.error.ErrorCode;
import io.relmap.error.MappingException;
import io.relmap.join.EntityModel;
import io.relmap.join.HolderShape;
import io.relmap.join.Late;
import io.relmap.join.RelationshipArguments;
import io.relmap.mapping.Content;
import io.relmap.schema.Column;
import io.relmap.schema.Table;
import io.relmap.sql.ColumnRef;
import io.relmap.sql.Expression;
import io.relmap.sql.FromItem;
import io.relmap.sql.Ordering;
import io.relmap.sql.TableRef;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns what was declared of a relationship into the arguments that configuration takes. */
final class DeclaredArguments {

    private DeclaredArguments() {}

    /**
     * The arguments of a declared relationship.
     *
     * @param declared what was declared
     * @param target where it leads
     * @param claimed the holder on the target that the backref stands for, or null
     */
    static RelationshipArguments of(
            RelationshipDeclaration declared,
            Late<EntityModel> target,
            @Nullable HolderField claimed) {
        RelationshipArguments.Builder builder =
                common(declared)
                        .target(target)
                        .secondary(late(declared.secondary, DeclaredArguments::from))
                        .backPopulates(declared.backPopulates);
        if (declared.content != null) {
            hold(builder, declared, declared.content);
        }
        if (declared.backref != null) {
            RelationshipDeclaration arguments = declared.backref.arguments();
            RelationshipArguments.Builder reverse = common(arguments);
            if (claimed != null) {
                reverse.holder(shape(claimed.content()));
            }
            builder.backref(reverse.build());
        }
        return builder.build();
    }

    /** Only the field of an annotated class tells more than scalar or collection (spec RC-75). */
    private static void hold(
            RelationshipArguments.Builder builder,
            RelationshipDeclaration declared,
            Content content) {
        if (declared.annotated) {
            builder.useList(null).holder(shape(content));
            return;
        }
        if (declared.useList != null && declared.useList != content.isCollection()) {
            throw new MappingException(
                    ErrorCode.HOLDER_CONFLICT,
                    declared
                            + " is mapped as "
                            + content
                            + " and as "
                            + (declared.useList ? "collection()" : "scalar()")
                            + "; drop one");
        }
        builder.useList(content.isCollection());
    }

    private static HolderShape shape(Content content) {
        return content.isCollection() ? HolderShape.COLLECTION : HolderShape.SCALAR;
    }

    private static RelationshipArguments.Builder common(RelationshipDeclaration declared) {
        RelationshipArguments.Builder builder =
                RelationshipArguments.named(declared.name)
                        .primaryJoin(late(declared.primaryJoin, Expression.class::cast))
                        .secondaryJoin(late(declared.secondaryJoin, Expression.class::cast))
                        .foreignKeys(late(declared.foreignKeys, DeclaredArguments::columns))
                        .remoteSide(late(declared.remoteSide, DeclaredArguments::columns))
                        .orderBy(late(declared.order(), DeclaredArguments::orderings))
                        .useList(declared.useList)
                        .syncBackref(or(declared.syncBackref, SyncBackref.DEFAULT))
                        .overlaps(or(declared.overlaps, ""))
                        .viewOnly(declared.viewOnly)
                        .cascadeBackrefs(declared.cascadeBackrefs)
                        .singleParent(or(declared.singleParent, false))
                        .passiveDeletes(or(declared.passiveDeletes, PassiveDeletes.FALSE))
                        .passiveUpdates(declared.passiveUpdates)
                        .postUpdate(declared.postUpdate)
                        .activeHistory(or(declared.activeHistory, false))
                        .lazy(or(declared.lazy, Lazy.SELECT))
                        .innerJoin(or(declared.innerJoin, InnerJoin.FALSE))
                        .joinDepth(declared.joinDepth)
                        .loadOnPending(or(declared.loadOnPending, false));
        if (declared.cascade != null) {
            builder.cascade(declared.cascade);
        }
        return builder;
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private static <T> @Nullable Late<T> late(@Nullable Object given, Function<Object, T> convert) {
        if (given == null) {
            return null;
        } else if (given instanceof String text) {
            return Late.text(text);
        } else if (given instanceof Supplier<?> supplier) {
            return Late.from(
                    () ->
                            convert.apply(
                                    Objects.requireNonNull(
                                            supplier.get(), "the supplier gave null")));
        }
        return Late.of(convert.apply(given));
    }

    private static FromItem from(Object given) {
        return given instanceof Table table ? TableRef.of(table) : (FromItem) given;
    }

    private static List<ColumnRef> columns(Object given) {
        return ((List<?>) given).stream().map(column -> ColumnRef.of((Column) column)).toList();
    }

    private static List<Ordering> orderings(Object given) {
        return ((List<?>) given).stream().map(Ordering.class::cast).toList();
    }
}
