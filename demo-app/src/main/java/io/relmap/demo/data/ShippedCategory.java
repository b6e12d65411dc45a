package io.relmap.demo.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A category as the shipped files tell. */
record ShippedCategory(String name, @Nullable List<ShippedCategory> children) {}
