/** An application with several modules of Spring Data. */
@NullUnmarked
package io.relmap.spring.data.multistore;

import org.jspecify.annotations.NullUnmarked;
