package ecommerce.local.codebuild;

import com.fasterxml.jackson.databind.node.ObjectNode;
import ecommerce.local.wire.Shapes;
import java.util.List;
import software.amazon.awssdk.services.codebuild.model.Report;
import software.amazon.awssdk.services.codebuild.model.TestCase;

/** A report with its test cases. */
record StoredReport(ObjectNode json, List<ObjectNode> cases) {

  static StoredReport of(Report report, List<TestCase> cases) {
    return new StoredReport(Shapes.toJson(report), cases.stream().map(Shapes::toJson).toList());
  }

  Report report() {
    return Shapes.fromJson(json, Report.builder()).build();
  }

  List<TestCase> testCases() {
    return cases.stream().map(each -> Shapes.fromJson(each, TestCase.builder()).build()).toList();
  }
}
