<?php
// Activates a plugin as the administrator does.
require_once ABSPATH . 'wp-admin/includes/plugin.php';
$outcome = activate_plugin( $args['plugin'] );
if ( is_wp_error( $outcome ) ) {
	throw new RuntimeException( $outcome->get_error_message() );
}
return true;
