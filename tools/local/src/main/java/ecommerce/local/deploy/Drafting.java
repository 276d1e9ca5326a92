package ecommerce.local.deploy;

import ecommerce.local.template.Template;
import ecommerce.local.template.TemplateException;
import ecommerce.local.template.TemplateSummary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudformation.model.Parameter;

/**
 * Reads what a request wants of a stack. What is wrong with the request itself is a {@code
 * ValidationError}; what is wrong with the template beyond its form is told by {@link #checked}, so
 * that a change set can carry it.
 */
final class Drafting {

  private static final int LONGEST_BODY = 51_200;

  /** A request's wishes, in any operation. */
  record Wish(
      TemplateText text,
      TemplateSummary summary,
      Map<String, String> parameters,
      Map<String, String> tags,
      Set<String> capabilities) {}

  private final Engine engine;

  Drafting(Engine engine) {
    this.engine = engine;
  }

  /** The text of a template that a request names in one of three ways. */
  TemplateText text(String body, String url, Boolean previous, Optional<Definition> before) {
    boolean again = Boolean.TRUE.equals(previous);
    if ((body == null ? 0 : 1) + (url == null ? 0 : 1) + (again ? 1 : 0) != 1) {
      throw Refusals.invalid(
          "Either Template URL or Template Body must be specified"
              + (before.isPresent() ? ", or UsePreviousTemplate." : "."));
    }
    if (again) {
      return before
          .map(definition -> engine.texts().get(definition.template()))
          .orElseThrow(() -> Refusals.invalid("There is no previous template to use"));
    }
    if (body != null) {
      if (body.length() > LONGEST_BODY) {
        throw Refusals.invalid(
            "1 validation error detected: Value at 'templateBody' failed to satisfy constraint:"
                + " Member must have length less than or equal to "
                + LONGEST_BODY);
      }
      return new TemplateText(body, Optional.empty(), "");
    }
    return new TemplateText(fetched(url), Optional.empty(), "");
  }

  private String fetched(String url) {
    S3Location location =
        S3Location.url(url)
            .orElseThrow(() -> Refusals.invalid("TemplateURL must be a supported URL."));
    try {
      return new String(
          new Artefacts(engine.objects(), Optional.empty()).read(location), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw Refusals.invalid("S3 error: " + e.getMessage());
    }
  }

  TemplateSummary summary(TemplateText text) {
    try {
      return TemplateSummary.of(engine.source(text));
    } catch (TemplateException e) {
      throw Refusals.invalid("Template format error: " + e.getMessage());
    }
  }

  Wish wish(
      TemplateText text,
      List<Parameter> parameters,
      Map<String, String> tags,
      Set<String> capabilities,
      Optional<Definition> previous) {
    TemplateSummary summary = summary(text);
    return new Wish(
        text, summary, ParameterValues.of(parameters, summary, previous), tags, capabilities);
  }

  /**
   * The template worked out, as far as can be before anything is made.
   *
   * @throws TemplateException where it is wrong
   * @throws DeploymentFailed with a line for each thing that is not supported
   */
  Draft checked(StackRecord stack, Wish wish) {
    Template template =
        Template.load(
            engine.source(wish.text()),
            wish.parameters(),
            engine.pseudo(stack),
            engine.ssm()::apply);
    List<String> refusals = new ArrayList<>(engine.types().refusals(template));
    if (!refusals.isEmpty()) {
      throw new DeploymentFailed(String.join("\n", refusals), null);
    }
    TemplateText kept =
        new TemplateText(
            wish.text().body(), wish.text().file(), template.processed().toPrettyString());
    return new Draft(
        new Definition(
            engine.texts().keep(kept),
            wish.parameters(),
            ParameterValues.shown(wish.summary(), wish.parameters(), template),
            wish.tags(),
            wish.capabilities(),
            wish.summary().description()),
        template);
  }

  /** The same where an error is the answer to the request. */
  static <T> T refusing(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (TemplateException e) {
      throw Refusals.invalid("Template error: " + e.getMessage());
    } catch (DeploymentFailed | IllegalArgumentException e) {
      throw Refusals.invalid(e.getMessage());
    }
  }
}
