<?php
// Runs the due actions of Action Scheduler, and returns how many ran. With a hook: runs all pending actions of the hook, whenever
// they are due, and then the actions that have become due by that.
$ran    = 0;
$runner = ActionScheduler_QueueRunner::instance();
if ( null === $args['hook'] ) {
	do {
		$more = $runner->run( 'test' );
		$ran += $more;
	} while ( $more > 0 );
	return $ran;
}
$waiting = array(
	'hook'     => $args['hook'],
	'status'   => ActionScheduler_Store::STATUS_PENDING,
	'per_page' => -1,
	'orderby'  => 'date',
	'order'    => 'ASC',
);
$actions = as_get_scheduled_actions( $waiting, 'ids' );
while ( array() !== $actions ) {
	foreach ( $actions as $action ) {
		$runner->process_action( $action, 'test' );
		++$ran;
	}
	$actions = as_get_scheduled_actions( array( ...$waiting, 'date' => as_get_datetime_object(), 'date_compare' => '<=' ), 'ids' );
}
return $ran;
