<?php
// The router for PHP's built-in web server: files are served as they are, and all other requests go to WordPress.
$root = $_SERVER['DOCUMENT_ROOT'];
$path = rawurldecode( (string) parse_url( $_SERVER['REQUEST_URI'], PHP_URL_PATH ) );
$file = realpath( $root . $path );

if ( false === $file || ! str_starts_with( $file . '/', $root . '/' ) ) {
	$path = '/index.php';
	$file = "$root/index.php";
} elseif ( is_dir( $file ) ) {
	if ( ! str_ends_with( $path, '/' ) ) {
		header( "Location: $path/", true, 301 );
		return true;
	}
	$path .= 'index.php';
	$file .= '/index.php';
	if ( ! is_file( $file ) ) {
		$path = '/index.php';
		$file = "$root/index.php";
	}
}
if ( ! str_ends_with( $file, '.php' ) ) {
	return false;
}
$_SERVER['SCRIPT_NAME']     = $path;
$_SERVER['PHP_SELF']        = $path;
$_SERVER['SCRIPT_FILENAME'] = $file;
chdir( dirname( $file ) );
require $file;
return true;
