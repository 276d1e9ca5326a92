package ecommerce.local.template;

import java.util.Set;

/**
 * What a template that came as text cannot have: local files, which {@code sam package}, {@code sam
 * deploy} and their like put into S3 first. In Globals they may stay: packaging writes the place in
 * S3 to each resource.
 */
final class Unpackaged {

  private static final Set<String> LOCATIONS = Set.of("CodeUri", "DefinitionUri");

  private Unpackaged() {}

  /**
   * @throws TemplateException naming the first local file of a SAM resource
   */
  static void refuse(Node.Mapping template) {
    Sections.mapping(template, "Resources")
        .entries()
        .forEach(
            (logicalId, node) -> {
              if (node instanceof Node.Mapping resource
                  && resource
                      .get("Type")
                      .flatMap(Node::text)
                      .filter(type -> type.startsWith("AWS::Serverless::"))
                      .isPresent()) {
                resource.get("Properties").ifPresent(Unpackaged::uris);
              }
            });
  }

  private static void uris(Node properties) {
    if (properties instanceof Node.Mapping map) {
      map.entries()
          .forEach(
              (name, value) -> {
                if (LOCATIONS.contains(name)
                    && Node.text(value).filter(uri -> !uri.startsWith("s3://")).isPresent()) {
                  throw new TemplateException(
                      value.position(),
                      "%s is not a valid S3 Uri of the form s3://bucket/key: %s is a local file, package the template first"
                          .formatted(name, Node.text(value).orElseThrow()));
                }
              });
    }
  }
}
