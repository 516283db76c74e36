package com.bravapress;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiles classes that break a rule on purpose, so that each rule can be shown one; they are never loaded. */
final class Canaries {
    private Canaries() {}

    /** The classes of these sources, by their full names, and nothing else. */
    static JavaClasses compiled(Map<String, String> sources) throws IOException {
        Path nest = Files.createTempDirectory(Path.of("target"), "canaries");
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<JavaFileObject> files = sources.entrySet().stream()
                .map(each -> source(each.getKey(), each.getValue()))
                .toList();
        String classpath = Path.of("target", "classes")
                + System.getProperty("path.separator")
                + System.getProperty("java.class.path");
        List<String> options = List.of("-proc:none", "-d", nest.toString(), "-classpath", classpath);
        assertThat(compiler.getTask(null, null, null, options, null, files).call())
                .as("the canaries hatch")
                .isTrue();
        return new ClassFileImporter().importPath(nest);
    }

    private static JavaFileObject source(String name, String text) {
        URI place = URI.create("string:///" + name.replace('.', '/') + ".java");
        return new SimpleJavaFileObject(place, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
