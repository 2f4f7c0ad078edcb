<?php
// Installs WordPress in the empty database.
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
if ( ! is_blog_installed() ) {
	wp_install( 'Nordlys', $args['user'], 'butikk@nordlys.example', false, '', $args['password'] );
}
update_option( 'siteurl', $args['url'] );
update_option( 'home', $args['url'] );
return true;
