package ecommerce.shop.handlers;

public final class GetParts implements RequestStreamHandler {}
