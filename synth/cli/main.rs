//! cvpn: thin path, for the first look.
use cvpn_blueprint::{Circumstances, Document, examine, report};
fn main() {
    for file in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&file).unwrap();
        let dir = std::path::Path::new(&file).parent().unwrap().to_owned();
        let examined = examine(Document::parse(&file, text), |blueprint| Circumstances {
            files: blueprint
                .files()
                .into_iter()
                .map(|name| (name.clone(), std::fs::read_to_string(dir.join(name.as_str())).map_err(|e| e.to_string())))
                .collect(),
            ..Circumstances::default()
        });
        if let Some(checked) = examined.checked {
            for artifact in cvpn_compiler::synthesize(&checked, "0.1.0").artifacts {
                let path = std::path::Path::new("out").join(checked.blueprint().name.as_str()).join(&artifact.path);
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(path, artifact.text).unwrap();
            }
        }
        for fault in &examined.faults {
            eprintln!("{}", report::human(fault, &examined.document, false));
        }
    }
}
