-- sozialraum: the step from 0.3.0 to 0.4.0
\echo Use "ALTER EXTENSION sozialraum UPDATE" to load this file. \quit
