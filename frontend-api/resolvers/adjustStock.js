import { util } from '@aws-appsync/utils';

/** What GraphQL's Int holds: a count never goes above. */
const MOST = 2147483647;

/** What the tables' keys hold of any text: an id of the catalogue is not longer either. */
const LONGEST = 200;

const LONGEST_REASON = 500;

/** Corrects a count, in one transaction with the record of it; never below what is reserved for orders. */
export function request(ctx) {
  const { productId, quantity, reason } = ctx.args.input;
  if (quantity === 0) {
    util.error('quantity is 0; it says by how many the count is too low, or too high where it is negative', 'InvalidInput');
  }
  if (productId.trim() === '') {
    util.error('productId is empty', 'InvalidInput');
  }
  if (productId.length > LONGEST) {
    util.error(`productId has ${productId.length} characters; it must not have more than ${LONGEST}`, 'InvalidInput');
  }
  if (reason.trim() === '') {
    util.error('reason is empty', 'InvalidInput');
  }
  if (reason.length > LONGEST_REASON) {
    util.error(`reason has ${reason.length} characters; it must not have more than ${LONGEST_REASON}`, 'InvalidInput');
  }
  const now = util.time.nowISO8601();
  const count = {
    table: ctx.env.STOCK_TABLE,
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ productId }),
    update: {
      expression: 'SET #date = :now ADD #onHand :quantity, #available :quantity',
      expressionNames: { '#date': 'modifiedDate', '#onHand': 'onHand', '#available': 'available' },
      expressionValues: util.dynamodb.toMapValues({ ':now': now, ':quantity': quantity }),
    },
    condition: limit(quantity),
  };
  const record = {
    table: ctx.env.MOVEMENT_TABLE,
    operation: 'PutItem',
    key: util.dynamodb.toMapValues({ productId, movementId: util.autoId() }),
    attributeValues: util.dynamodb.toMapValues({
      kind: 'ADJUSTED',
      quantity,
      date: now,
      who: ctx.identity.username,
      reason,
    }),
  };
  return { operation: 'TransactWriteItems', transactItems: [count, record] };
}

export function response(ctx) {
  const reasons = ctx.result?.cancellationReasons;
  if (ctx.error && reasons) {
    refuse(ctx.args.input, reasons[0]);
  }
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { success: true, productId: ctx.args.input.productId };
}

function limit(quantity) {
  const down = quantity < 0;
  return {
    expression: down ? '#number >= :limit' : '#number <= :limit',
    expressionNames: { '#number': down ? 'available' : 'onHand' },
    expressionValues: util.dynamodb.toMapValues({ ':limit': down ? -quantity : MOST - quantity }),
    returnValuesOnConditionCheckFailure: true,
  };
}

function refuse(input, count) {
  const { productId, quantity } = input;
  if (count.type === 'TransactionConflict') {
    util.error(`the stock of product ${productId} is being changed by others: send it again`, 'Conflict');
  }
  if (count.type === 'ConditionalCheckFailed' && !count.item) {
    util.error(`product ${productId} is not tracked; receiveStock begins that`, 'NotFound');
  }
  if (count.type === 'ConditionalCheckFailed') {
    const { onHand, reserved } = count.item;
    util.error(
      quantity < 0
        ? `product ${productId} has ${onHand} on hand, of which ${reserved} are reserved; ${-quantity} cannot be taken away`
        : `product ${productId} has ${onHand} on hand; with ${quantity} more it would be above ${MOST}`,
      'InvalidInput',
    );
  }
}
