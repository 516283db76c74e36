/** The main job played from end to end: a customer in a real browser, and the proof at the wire. */
package com.bravapress.app.demo;
