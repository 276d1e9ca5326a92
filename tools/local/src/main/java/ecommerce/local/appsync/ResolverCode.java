package ecommerce.local.appsync;

import com.oracle.js.parser.ErrorManager;
import com.oracle.js.parser.Parser;
import com.oracle.js.parser.ParserException;
import com.oracle.js.parser.ScriptEnvironment;
import com.oracle.js.parser.Source;
import com.oracle.js.parser.ir.ExportNode;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.ImportNode;
import com.oracle.js.parser.ir.Module;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The code of a resolver or function: an ES module that exports {@code request} and {@code
 * response}, checked against what the runtime APPSYNC_JS takes.
 *
 * @param file as errors name it
 * @param script an expression whose value is a function of the two utility modules that runs the
 *     module body and gives the handlers; lines are those of the module
 */
record ResolverCode(String file, String script) {

  private static final Map<String, String> MODULES =
      Map.of("@aws-appsync/utils", "$utils", "@aws-appsync/utils/dynamodb", "$dynamodb");

  /**
   * @throws CodeError where it is no module that AppSync takes
   */
  static ResolverCode of(String file, String code) {
    Source source = Source.sourceFor(file, code);
    FunctionNode module = parse(file, source);
    module.getBody().accept(new Constructs(source));
    return new Rewriting(source, module.getModule()).result();
  }

  private static FunctionNode parse(String file, Source source) {
    try {
      ScriptEnvironment environment =
          ScriptEnvironment.builder()
              .strict(true)
              .ecmaScriptVersion(ScriptEnvironment.ES_2022)
              .build();
      return new Parser(environment, source, new ErrorManager.ThrowErrorManager())
          .parseModule(file);
    } catch (ParserException e) {
      throw new CodeError(
          file,
          e.getLineNumber(),
          e.getColumnNumber() + 1,
          "syntax error: " + firstLine(e.getRawMessage()));
    }
  }

  private static String firstLine(String text) {
    return text == null ? "" : text.lines().findFirst().orElse("");
  }

  static CodeError error(Source source, int position, String reason) {
    return new CodeError(
        source.getName(), source.getLine(position), source.getColumn(position) + 1, reason);
  }

  /** Makes a function of a module: imports become constants, exports the function's result. */
  private static final class Rewriting {

    private final Source source;
    private final Module module;
    private final StringBuilder body;
    private final StringBuilder constants = new StringBuilder();
    private final Map<String, String> exports = new TreeMap<>();

    Rewriting(Source source, Module module) {
      this.source = source;
      this.module = module;
      this.body = new StringBuilder(source.getContent());
    }

    ResolverCode result() {
      module.getImports().forEach(this::removeImport);
      module.getImportEntries().forEach(this::constant);
      module.getExports().forEach(this::removeExport);
      module
          .getLocalExportEntries()
          .forEach(e -> exports.put(e.getExportName().toString(), e.getLocalName().toString()));
      String handlers =
          "request: "
              + exported("request").orElseThrow(() -> missing("request"))
              + ", response: "
              + exported("response").orElseThrow(() -> missing("response"));
      return new ResolverCode(
          source.getName(),
          "(function ($utils, $dynamodb) { 'use strict'; "
              + constants
              + body
              + "\nreturn {"
              + handlers
              + "}; })");
    }

    private Optional<String> exported(String name) {
      return Optional.ofNullable(exports.get(name));
    }

    private CodeError missing(String handler) {
      return new CodeError(source.getName(), 1, 1, "the code exports no function " + handler);
    }

    private void removeImport(ImportNode node) {
      String name = node.getModuleSpecifier().getString();
      if (!MODULES.containsKey(name)) {
        throw error(
            source,
            node.getStart(),
            "module "
                + name
                + " cannot be imported: only @aws-appsync/utils and @aws-appsync/utils/dynamodb"
                + " can");
      }
      blank(node.getStart(), statementEnd(node.getFinish()));
    }

    private void constant(Module.ImportEntry entry) {
      String from = MODULES.get(entry.getModuleRequest().specifier().toString());
      String name = entry.getImportName().toString();
      String local = entry.getLocalName().toString();
      if (name.equals("default")) {
        throw new CodeError(source.getName(), 1, 1, "AppSync's modules have no default export");
      }
      boolean everything = name.equals(Module.STAR_NAME.toString());
      constants
          .append("const ")
          .append(local)
          .append(" = ")
          .append(from)
          .append(everything ? "" : "." + name)
          .append("; ");
    }

    private void removeExport(ExportNode node) {
      if (node.isDefault() || node.getModuleSpecifier() != null) {
        throw error(
            source,
            node.getStart(),
            "AppSync takes no default export and no export of another module");
      }
      if (node.getNamedExports() != null) {
        blank(node.getStart(), statementEnd(node.getFinish()));
      } else {
        int start = source.getContent().lastIndexOf("export", node.getStart() + "export".length());
        blank(start, start + "export".length());
      }
    }

    /** With the closing quote, which the parser leaves out, and the semicolon that follows. */
    private int statementEnd(int finish) {
      String content = source.getContent();
      int end = finish;
      while (end < content.length()
          && (content.charAt(end) == ' '
              || content.charAt(end) == '\''
              || content.charAt(end) == '"')) {
        end++;
      }
      return end < content.length() && content.charAt(end) == ';' ? end + 1 : end;
    }

    private void blank(int start, int end) {
      for (int i = start; i < end; i++) {
        if (body.charAt(i) != '\n') {
          body.setCharAt(i, ' ');
        }
      }
    }
  }
}
