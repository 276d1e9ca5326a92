package ecommerce.local.appsync;

import com.oracle.js.parser.Lexer;
import com.oracle.js.parser.Source;
import com.oracle.js.parser.TokenType;
import com.oracle.js.parser.ir.BinaryNode;
import com.oracle.js.parser.ir.CallNode;
import com.oracle.js.parser.ir.ClassNode;
import com.oracle.js.parser.ir.ContinueNode;
import com.oracle.js.parser.ir.DebuggerNode;
import com.oracle.js.parser.ir.ForNode;
import com.oracle.js.parser.ir.FunctionNode;
import com.oracle.js.parser.ir.IdentNode;
import com.oracle.js.parser.ir.LabelNode;
import com.oracle.js.parser.ir.LexicalContext;
import com.oracle.js.parser.ir.LiteralNode;
import com.oracle.js.parser.ir.Node;
import com.oracle.js.parser.ir.ThrowNode;
import com.oracle.js.parser.ir.TryNode;
import com.oracle.js.parser.ir.UnaryNode;
import com.oracle.js.parser.ir.WhileNode;
import com.oracle.js.parser.ir.visitor.NodeVisitor;
import java.util.Map;
import java.util.Set;

/**
 * Finds what the runtime APPSYNC_JS does not take, by the lists of the AppSync developer guide
 * ("Supported runtime features") and of its ESLint plugin.
 */
final class Constructs extends NodeVisitor<LexicalContext> {

  private static final Map<TokenType, String> OPERATORS =
      Map.of(
          TokenType.INCPREFIX, "the operator ++",
          TokenType.INCPOSTFIX, "the operator ++",
          TokenType.DECPREFIX, "the operator --",
          TokenType.DECPOSTFIX, "the operator --",
          TokenType.BIT_NOT, "the operator ~",
          TokenType.NEW, "new",
          TokenType.AWAIT, "await");
  private static final Set<String> FOREIGN =
      Set.of(
          "eval",
          "require",
          "fetch",
          "setTimeout",
          "setInterval",
          "setImmediate",
          "Promise",
          "process",
          "Function",
          "Map",
          "Set",
          "RegExp",
          "Symbol",
          "Proxy",
          "Reflect",
          "Java",
          "Polyglot",
          "Graal",
          "load",
          "print",
          "arguments");

  private final Source source;

  Constructs(Source source) {
    super(new LexicalContext());
    this.source = source;
  }

  private boolean refuse(Node node, String what) {
    throw ResolverCode.error(source, node.getStart(), what + " is not supported by APPSYNC_JS");
  }

  @Override
  public boolean enterThrowNode(ThrowNode node) {
    return refuse(node, "throw (use util.error)");
  }

  @Override
  public boolean enterTryNode(TryNode node) {
    return refuse(node, "try");
  }

  @Override
  public boolean enterWhileNode(WhileNode node) {
    return refuse(node, node.isDoWhile() ? "do … while" : "while");
  }

  @Override
  public boolean enterForNode(ForNode node) {
    return node.isForInOrOf() && !node.isForAwaitOf()
        || refuse(node, "for (…; …; …) (use for … of)");
  }

  @Override
  public boolean enterContinueNode(ContinueNode node) {
    return refuse(node, "continue");
  }

  @Override
  public boolean enterLabelNode(LabelNode node) {
    return refuse(node, "a label");
  }

  @Override
  public boolean enterDebuggerNode(DebuggerNode node) {
    return refuse(node, "debugger");
  }

  @Override
  public boolean enterClassNode(ClassNode node) {
    return refuse(node, "class");
  }

  @Override
  public boolean enterFunctionNode(FunctionNode node) {
    return !node.isAsync() && !node.isGenerator()
        || refuse(node, node.isAsync() ? "async" : "a generator");
  }

  @Override
  public boolean enterUnaryNode(UnaryNode node) {
    String operator = OPERATORS.get(node.tokenType());
    return operator == null || refuse(node, operator);
  }

  @Override
  public boolean enterBinaryNode(BinaryNode node) {
    if (node.tokenType() == TokenType.IN || node.tokenType() == TokenType.INSTANCEOF) {
      refuse(node, "the operator " + node.tokenType().getName());
    }
    return true;
  }

  @Override
  public boolean enterLiteralNode(LiteralNode<?> node) {
    return !(node.getValue() instanceof Lexer.RegexToken)
        || refuse(node, "a regular expression literal (use util.matches)");
  }

  @Override
  public boolean enterCallNode(CallNode node) {
    return !node.isImport() || refuse(node, "import()");
  }

  @Override
  public boolean enterIdentNode(IdentNode node) {
    if (node.getName().equals("this")) {
      refuse(node, "this");
    }
    return !FOREIGN.contains(node.getName())
        || node.isPropertyName()
        || refuse(node, node.getName());
  }
}
