package ecommerce.local.deploy;

import java.util.Optional;

/**
 * A template as a stack was given it.
 *
 * @param file where it was read; empty where it came as text
 * @param processed after its transforms, as JSON
 */
record TemplateText(String body, Optional<String> file, String processed) {}
