<?php
/**
 * Plugin Name: Test shop
 * Description: Keeps mails in a file, runs the queue only when it is told to, and lets the shop call this machine and be slow.
 */

// No mail leaves the shop.
add_filter(
	'pre_wp_mail',
	static function ( $sent, array $mail ): bool {
		$kept = array(
			'to'      => implode( ', ', (array) $mail['to'] ),
			'subject' => $mail['subject'],
			'message' => $mail['message'],
			'at'      => gmdate( 'c' ),
		);
		file_put_contents( ABSPATH . 'kontor-mails.jsonl', json_encode( $kept ) . "\n", FILE_APPEND | LOCK_EX );
		return true;
	},
	10,
	2
);

// A machine that is busy answers late, which is no fault of what is tested.
add_filter( 'http_request_args', static fn ( array $args ): array => array( 'timeout' => 8 * (int) $args['timeout'] ) + $args );

add_filter( 'pre_option_show_avatars', '__return_zero' );
add_filter( 'action_scheduler_allow_async_request_runner', '__return_false' );

// Nobody answers whether there are updates.
remove_action( 'admin_init', '_maybe_update_core' );
remove_action( 'admin_init', '_maybe_update_plugins' );
remove_action( 'admin_init', '_maybe_update_themes' );

// wp_safe_remote_request() refuses addresses of this machine and all but three ports.
if ( KONTOR_SHOP['allowPrivate'] ) {
	$is_this_machine = static fn ( $host ): bool => in_array( $host, array( '127.0.0.1', 'localhost' ), true );
	add_filter( 'http_request_host_is_external', static fn ( $external, $host ) => $external || $is_this_machine( $host ), 10, 2 );
	add_filter(
		'http_allowed_safe_ports',
		static fn ( $ports, $host, $url ) => $is_this_machine( $host ) ? array( ...(array) $ports, (int) parse_url( $url, PHP_URL_PORT ) ) : $ports,
		10,
		3
	);
}
