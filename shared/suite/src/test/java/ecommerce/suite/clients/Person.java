package ecommerce.suite.clients;

/** Someone who is signed in. */
public record Person(String userId, String email, String idToken, GraphQl graphQl) {}
