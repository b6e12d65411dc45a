/** The shop over HTTP: a JSON API and pages. */
@NullMarked
package io.relmap.demo.web;

import org.jspecify.annotations.NullMarked;
