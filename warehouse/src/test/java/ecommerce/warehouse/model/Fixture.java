package ecommerce.warehouse.model;

import java.util.function.Consumer;

/**
 * What keeps requests and stock, for a contract.
 *
 * @param put puts a request past the service, as a client does
 */
public record Fixture(
    PackagingRequests requests, Stock stock, StockRoom room, Consumer<PackagingRequest> put) {}
