/** Finds repositories and registers them: by {@code @EnableRelmapRepositories} or by auto-configuration. */
@NullMarked
package io.relmap.spring.data.config;

import org.jspecify.annotations.NullMarked;
