package ecommerce.runtime;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The types that a class gives for the parameters of an interface that it, or what it extends,
 * implements.
 */
final class TypeArguments {

  private TypeArguments() {}

  /** Empty where the class leaves one of them open. */
  static Optional<Type[]> of(Class<?> type, Class<?> wanted) {
    return find(type, wanted, Map.of());
  }

  private static Optional<Type[]> find(Type type, Class<?> wanted, Map<Type, Type> known) {
    Class<?> raw =
        switch (type) {
          case Class<?> plain -> plain;
          case ParameterizedType generic -> (Class<?>) generic.getRawType();
          default -> null;
        };
    if (raw == null) {
      return Optional.empty();
    }
    Map<Type, Type> bound = new HashMap<>();
    if (type instanceof ParameterizedType generic) {
      TypeVariable<?>[] variables = raw.getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        Type argument = generic.getActualTypeArguments()[i];
        bound.put(variables[i], known.getOrDefault(argument, argument));
      }
    }
    if (raw == wanted) {
      return arguments(raw, bound);
    }
    for (Type parent : raw.getGenericInterfaces()) {
      Optional<Type[]> found = find(parent, wanted, bound);
      if (found.isPresent()) {
        return found;
      }
    }
    return raw.getGenericSuperclass() == null
        ? Optional.empty()
        : find(raw.getGenericSuperclass(), wanted, bound);
  }

  private static Optional<Type[]> arguments(Class<?> raw, Map<Type, Type> bound) {
    TypeVariable<?>[] variables = raw.getTypeParameters();
    Type[] arguments = new Type[variables.length];
    for (int i = 0; i < variables.length; i++) {
      Type argument = bound.get(variables[i]);
      if (argument == null || argument instanceof TypeVariable<?>) {
        return Optional.empty();
      }
      arguments[i] = argument;
    }
    return Optional.of(arguments);
  }
}
