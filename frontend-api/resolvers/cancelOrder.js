import { util } from '@aws-appsync/utils';

const FIFTEEN_DAYS_IN_SECONDS = 1296000;

/** No table holds a longer key. */
const LONGEST = 500;

/**
 * Cancels a NEW order in one transaction with the withdrawal of its packaging request, which is NEW or not there yet: of a cancellation
 * and a start of packaging that race, one finds what it expects.
 */
export function request(ctx) {
  const { orderId } = ctx.args;
  if (util.isNullOrBlank(orderId) || orderId.length > LONGEST) {
    util.error(`there is no order ${orderId}`, 'NotFound');
  }
  return { operation: 'TransactWriteItems', transactItems: [cancel(ctx), withdraw(ctx), remember(ctx)] };
}

export function response(ctx) {
  const reasons = ctx.result?.cancellationReasons;
  if (ctx.error && reasons) {
    refuse(ctx, reasons);
  }
  if (ctx.error) {
    util.error(ctx.error.message, ctx.error.type);
  }
  return { success: true };
}

/** An order without a status is NEW. */
function cancel(ctx) {
  const isNew = 'attribute_exists(#orderId) AND (attribute_not_exists(#status) OR #status = :new)';
  const names = { '#orderId': 'orderId', '#status': 'status' };
  const values = { ':new': 'NEW' };
  if (!isAdministrator(ctx)) {
    names['#userId'] = 'userId';
    values[':caller'] = ctx.identity.sub;
  }
  return {
    table: ctx.env.ORDERS_TABLE,
    operation: 'UpdateItem',
    key: util.dynamodb.toMapValues({ orderId: ctx.args.orderId }),
    update: {
      expression: 'SET #status = :cancelled, #modifiedDate = :now',
      expressionNames: { '#status': 'status', '#modifiedDate': 'modifiedDate' },
      expressionValues: util.dynamodb.toMapValues({ ':cancelled': 'CANCELLED', ':now': util.time.nowISO8601() }),
    },
    condition: {
      expression: isAdministrator(ctx) ? isNew : `${isNew} AND #userId = :caller`,
      expressionNames: names,
      expressionValues: util.dynamodb.toMapValues(values),
      returnValuesOnConditionCheckFailure: true,
    },
  };
}

function withdraw(ctx) {
  return {
    table: ctx.env.WAREHOUSE_TABLE,
    operation: 'DeleteItem',
    key: util.dynamodb.toMapValues({ orderId: ctx.args.orderId, productId: '__metadata' }),
    condition: {
      expression: 'attribute_not_exists(#orderId) OR #status = :new',
      expressionNames: { '#orderId': 'orderId', '#status': 'status' },
      expressionValues: util.dynamodb.toMapValues({ ':new': 'NEW' }),
      returnValuesOnConditionCheckFailure: true,
    },
  };
}

/** For longer than an OrderCreated may lie among the dead letters, so that the warehouse makes no request of one that comes late. */
function remember(ctx) {
  return {
    table: ctx.env.WITHDRAWN_TABLE,
    operation: 'PutItem',
    key: util.dynamodb.toMapValues({ orderId: ctx.args.orderId }),
    attributeValues: util.dynamodb.toMapValues({ expiresAt: util.time.nowEpochSeconds() + FIFTEEN_DAYS_IN_SECONDS }),
  };
}

/** Someone else's order looks as if it did not exist. */
function refuse(ctx, reasons) {
  const { orderId } = ctx.args;
  const [order, packaging] = reasons;
  if (refused(order) && !mayCancel(ctx, order.item)) {
    util.error(`there is no order ${orderId}`, 'NotFound');
  }
  if (refused(order)) {
    util.error(`order ${orderId} is ${order.item.status}, not NEW`, 'InvalidStatus');
  }
  if (refused(packaging)) {
    util.error(
      `packaging of order ${orderId} has begun: its packaging request is ${packaging.item.status}, not NEW`,
      'InvalidStatus',
    );
  }
  if (reasons.some((reason) => reason.type === 'TransactionConflict')) {
    util.error(`order ${orderId} is being changed by someone else at this moment; try again`, 'Conflict');
  }
}

function mayCancel(ctx, order) {
  return order && (isAdministrator(ctx) || order.userId === ctx.identity.sub);
}

function isAdministrator(ctx) {
  return (ctx.identity.groups ?? []).includes('admin');
}

function refused(reason) {
  return reason.type === 'ConditionalCheckFailed';
}
