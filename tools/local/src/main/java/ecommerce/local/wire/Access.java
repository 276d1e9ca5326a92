package ecommerce.local.wire;

import ecommerce.local.Permission;
import java.util.List;
import java.util.function.Function;

/** Which permissions a request of an operation needs; all of them must be given. */
@FunctionalInterface
public interface Access<Q> {

  List<Permission> of(Q request);

  /** For operations that anyone may call, signed or not ({@code cognito-idp:InitiateAuth}). */
  static <Q> Access<Q> anyone() {
    return request -> List.of();
  }

  /** One action on any resource. */
  static <Q> Access<Q> to(String action) {
    return to(action, request -> "*");
  }

  /** One action on the resource that the request names. */
  static <Q> Access<Q> to(String action, Function<Q, String> resourceArn) {
    return request -> List.of(Permission.of(action, resourceArn.apply(request)));
  }
}
