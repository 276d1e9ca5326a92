package ecommerce.local.deploy;

import ecommerce.local.Account;
import ecommerce.local.Endpoints;
import ecommerce.local.Objects;
import ecommerce.local.template.Pseudo;
import ecommerce.local.template.Template;
import ecommerce.local.template.TemplateSource;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What all work on stacks shares.
 *
 * @param ssm the value of a Systems Manager parameter by name, null where there is none
 */
record Engine(
    Account account,
    Endpoints endpoints,
    Objects objects,
    UnaryOperator<String> ssm,
    InstantSource clock,
    ResourceTypes types,
    StackRecords stacks,
    StackEvents events,
    TemplateTexts texts,
    LocalFiles files,
    Exports exports) {

  Artefacts artefacts(Optional<Definition> definition) {
    return new Artefacts(
        objects,
        definition
            .flatMap(given -> texts.get(given.template()).file())
            .map(file -> directory(Path.of(file))));
  }

  private static Path directory(Path file) {
    return file.getParent() == null ? Path.of("") : file.getParent();
  }

  /** A template that was kept, as it was read. */
  TemplateSource source(TemplateText text) {
    UnaryOperator<String> included = new Artefacts(objects, Optional.empty()).texts();
    return text.file()
        .map(Path::of)
        .map(file -> new TemplateSource(file, text.body(), Optional.of(directory(file)), included))
        .orElseGet(() -> TemplateSource.text(text.body(), included));
  }

  Template template(StackRecord stack, Definition definition) {
    return Template.load(
        source(texts.get(definition.template())),
        definition.parameters(),
        pseudo(stack),
        ssm::apply);
  }

  Pseudo pseudo(StackRecord stack) {
    return Pseudo.of(account.id(), account.region(), stack.name(), stack.id());
  }

  Evaluation evaluation(StackRecord stack, Template template, Definition definition) {
    return new Evaluation(
        template, stack, definition.tags(), types, endpoints, artefacts(Optional.of(definition)));
  }
}
